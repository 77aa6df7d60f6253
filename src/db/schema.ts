// biome-ignore lint/suspicious/noEmptyInterface: the tables are declared here as the migrations add them
export interface Database {}

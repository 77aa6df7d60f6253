export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What the widget reads of an activity; the server is ours, so it is not parsed again. */
export interface Activity {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly role: "user" | "bot" };
  readonly value?: { readonly choiceId?: string };
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: {
    readonly actions: readonly {
      readonly title: string;
      readonly value: { readonly choiceId: string };
    }[];
  };
}

export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string;
}

/** Telegram numbers messages by chat; with the chat's number a message has a name in the account. */
export const messageName = (chat: number | string, message: number): string => `${chat}/${message}`;

const names: Readonly<Record<string, string>> = {
  "web-chat": "Web",
  telegram: "Telegram",
  "whatsapp-cloud": "WhatsApp",
  "whatsapp-web": "WhatsApp Web",
  "bot-framework": "Teams",
  sms: "SMS",
  email: "E-mail",
  voice: "Voice",
};

/** Channels a filter offers; the house may have others, which are shown by their own names. */
export const channelChoices = Object.entries(names).map(([value, label]) => ({ value, label }));

export const channelName = (channel: string): string => names[channel] ?? channel;

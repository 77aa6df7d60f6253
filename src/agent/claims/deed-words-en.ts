import type { DeedWords } from "./deed-words.ts";

const VISIT =
  "(?:appointments?|bookings?|reservations?|slots?|spots?|visits?|sessions?|places?|seats?)";
const STAFF =
  "(?:colleagues?|humans?|agents?|person|staff|team|managers?|doctors?|dentists?|receptionists?|someone|somebody|representatives?|specialists?|they|members?|□|dr)";
const FEW = "(?:\\S+ ){0,3}?";
const WILL = "(?:'ll|will|shall|is going to|are going to|am going to|'m going to)";

const any = (...sources: readonly string[]): RegExp[] =>
  sources.map((source) => new RegExp(`\\b(?:${source})`, "u"));

export const englishDeeds: DeedWords = {
  booked: any(
    "(?<!fully |been |get |be )booked\\b(?! (?:up|out|solid|by))|(?:been|get|be) booked\\b(?! (?:up|out|solid|by))",
    "(?:confirmed|reserved|scheduled|secured|locked in|pencill?ed|slotted|finali[sz]ed|arranged|sorted|registered|enrolled|signed up|blocked off|squeezed)\\b",
    `${VISIT} (?:is |'s |has been |was |are |will be |all |now |officially )+(?:in|on|set|made|done|complete|completed|ready|good|yours|placed|through|official|live|active|at|for|tomorrow|next|safe|fixed|\\d|□)\\b`,
    "all set\\b|good to go\\b|in the (?:book|books|system|calendar|diary)\\b|on the (?:books|calendar|schedule)\\b",
    "you(?:'re| are) (?:\\S+ ){0,3}?(?:in|down|set|sorted|on|expected)\\b(?! (?:the waiting|a hurry|pain))",
    "(?:see|seeing|meet|meeting|greet|welcoming|expect|expecting|await|awaiting) you\\b(?!.*\\b(?:next time|again)\\b)",
    `you(?:'ve| have)(?: got| now| already| also)* (?:an? |your |one |two |the )?(?:\\S+ ){0,2}?${VISIT}\\b`,
    `your (?:\\S+ ){0,4}?(?:${VISIT}|time) (?:is|will be|'s|are|was|has been)\\b(?! (?:not|no|given))`,
    "(?:put|got|have|fit|fitted|added|marked|signed|wrote|written|noted|logged|entered|get) you (?:\\S+ ){0,2}?(?:down|in|for|at|on)\\b(?! (?:the )?wait)",
    "(?:made|created|placed|completed|processed|submitted|entered|put through) (?:\\S+ ){0,4}?(?:booking|appointment|reservation)",
    `(?:${VISIT}|request) (?:\\S+ ){0,2}?(?:went|gone|goes|is|came) through`,
    "(?:is|are|it's|that's|'s) (?:all |now |officially )*yours\\b",
    "(?:please|just|simply|so|do) (?:arrive|come|show up|be here|drop by|pop in)\\b",
    `${STAFF} (?:${WILL} |is |are )(?:\\S+ )?(?:see|be waiting|be ready|waiting|wait|expect|look forward)`,
    "(?:am|pm|\\d|day|noon|o'clock) it is\\b",
    `(?:stays?|remains?|still stands|unchanged|still on)\\b`,
    "(?:took|taken) care of (?:it|everything|that|your)|(?:grabbed|nabbed|snagged|got|saved|claimed) (?:you|it|that|the|this|your) (?:\\S+ ){0,2}?(?:for you|slot|spot|time)|looking forward to (?:seeing|meeting|having|your)(?!.*next time)",
    "congratulations|congrats|consider it done|it's official|it's a date|mission accomplished",
  ).concat(
    /^(?:(?:and|it's|all|that's|ok|okay|great|yes|everything is|everything's|it is|we're|perfect) )*(?:done|all done|completed?|success|successful|successfully|finished|sorted|booked|official|deal)(?: \S+){0,3}$/u,
  ),
  held: any(
    `(?:hold(?:ing)?|held|keep(?:ing)?|kept|sav(?:ed|ing)|set aside|reserv(?:ed|ing)|block(?:ed|ing)) ${FEW}(?:you|times?|slots?|spots?|it|them|these|this|that|place|seat|□)\\b`,
  ),
  moved: any(
    "(?:moved|rescheduled|shifted|switched|pushed|brought forward|postponed|swapped|updated|amended|modified|rebooked)\\b|changed (?!your mind)|has changed",
    `your new (?:${VISIT}|time) is`,
  ),
  cancelled: any(
    "(?:cancell?ed|called (?:\\S+ ){0,2}?off|deleted|removed|stopped|dropped|voided|withdrawn|scrapped|cleared|taken off|freed up)\\b",
    "cancellation (?:\\S+ ){0,2}?(?:complete|completed|done|through|confirmed|successful|processed)\\b|no longer have (?:an|that|your|any)",
  ),
  handed_over: any(
    `(?:transferr(?:ed|ing)|pass(?:ed|ing)|hand(?:ed|ing)|forward(?:ed|ing)|connect(?:ed|ing)|escalat(?:ed|ing)|told|notified|informed|alerted|asked|loop(?:ed|ing) in) (?:\\S+ ){0,7}?${STAFF}\\b`,
    `${STAFF} (?:\\S+ ){0,3}?(?:${WILL}|is|are|has|have) ${FEW}(?:help|answer|reply|respond|assist|take over|taken over|handle|look into|looking|be with you|join|joining|take care|continue|review|be in touch|on it)`,
    "(?:hand|pass|transfer|forward|connect|escalate) (?:you|this|it) (?:\\S+ ){0,3}?(?:now|right away)",
  ),
  call_back: any(
    `(?:i|we|someone|somebody|they|you|it|he|she|${STAFF})(?: \\S+){0,2}?(?: ?${WILL}) ${FEW}(?:call|contact|reach|phone|ring|get back|text|email|e-mail|message|write|follow up|send|let you know|remind|notify|ping|check|find out|look into|ask|receive|hear|get a|get an|update|be (?:called|contacted|notified|sent|reminded))`,
    "let me (?:check|verify|ask|look into|find out|confirm)|i(?:'m| am) (?:checking|looking into|sending|calling)|(?:get|getting) back to you|(?:expect|await) (?:a|our) (?:call|email|text)|(?:sent|emailed|texted|messaged) (?:you|a|the|your)",
  ),
  waitlist: any(
    "(?:put|added|placed|are|you're|joined|signed|registered|noted|on)\\b.{0,25}\\bwait(?:ing)?[ -]?list\\b",
  ),
  paid: any(
    "(?:payment|deposit|transfer|money|card) (?:\\S+ ){0,4}?(?:received|arrived|went through|gone through|processed|complete|completed|settled|charged)",
    "charged\\b|(?:have|has|you|'ve|already|is|got) (?:already |been |all |fully )*paid\\b|(?:received|got|processed|waived) (?:\\S+ ){0,2}?(?:payment|deposit|money|fee)",
  ),
  refunded: any(
    "(?:refunded|reimbursed|refunding)\\b",
    "(?:refund|reimbursement) (?:\\S+ ){0,4}?(?:is|was|has|will|went|on its way|issued|processed|done|coming)",
    "(?:issued|processed|made|sent|sending|arranged|get|receive|give you|issue) (?:\\S+ ){0,3}?(?:refund|reimbursement|money back)",
    "(?:money|deposit|payment) (?:\\S+ ){0,3}?(?:sent back|returned|paid back|back to)",
  ),
  no_payment: any(
    "no (?:deposit|payment|prepayment)\\b",
    "(?:not|n't) (?:\\S+ ){0,3}?(?:deposit|pay|payment)\\b",
  ),
  no_appointment: any(
    "(?:have|has|see|find|find any|are|is|'s) no (?:\\S+ ){0,2}?(?:appointments?|bookings?)",
    "(?:not|n't|cannot) (?:\\S+ ){0,2}?(?:an?|any) (?:\\S+ ){0,2}?(?:appointments?|bookings?)",
  ),
  discount: any(
    "discount|\\d ?% off|half[ -]price|promo|voucher|coupon|special (?:offer|price)|on the house|complimentary|(?:get|give|with) (?:\\S+ ){0,3}?\\d+ ?(?:%|percent)|(?:bucks|dollars) off|free of charge|no (?:extra )?charge|at no cost|for free",
  ),
};

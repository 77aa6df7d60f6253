import type { Lexicon } from "./reply-lexicon.ts";

const NOT =
  "(?:not|isn't|is not|aren't|wasn't|doesn't|does not|don't|do not|didn't|won't|never|haven't|hasn't|hadn't|can't|cannot)";
const APPOINTMENT = "(?:appointment|booking|reservation|slot|visit|session|appt|it|this|that)";
const PERSON =
  "(?:human|person|agent|representative|rep|staff(?: member)?|someone|somebody|receptionist|manager|operator|people|advisor|team member|employee)";

const DAY =
  "(?:today|tomorrow|tonight|this (?:morning|afternoon|evening|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)";

export const enLexicon: Lexicon = {
  confirm: [
    "(?:that|this|it|which|everything|all|the (?:time|details?|date|appointment|information))(?:'s| is| are| looks?| sounds?| seems?| would be| will be|'ll be)(?: (?:all|very|totally|just|absolutely|really|quite|so|pretty))? (?:right|correct|good|great|fine|perfect|ok|okay|accurate|lovely|ideal|wonderful|alright|excellent|nice|awesome)",
    "□ (?:is|are|works|sounds|looks|would be|will be|would|will)(?: (?:all|very|just|really|also|be))*(?: (?:right|correct|good|great|fine|perfect|ok|okay|lovely|ideal|work|works))?(?! (?:too|not))|(?:that|this|it|which)(?: (?:time|day|slot|date|one))?(?:'ll| will| would| should| does| can)? works?(?: (?:fine|great|well|perfectly|for me))*|works for me|sounds? (?:good|great|perfect|fine|lovely|ok|okay|nice|right|amazing|wonderful)|looks? (?:good|great|right|correct|perfect|fine)|all (?:good|correct|set)|good (?:to go|for me|with me)|fine (?:by|with|for) me|happy with (?:that|it)|that'll do|that will do|i (?:do )?(?:confirm|agree|accept)|i'd like that|i would like that",
    "(?:i'd like to |i want to |please |i would like to )?confirm(?:ed|s)?(?: (?:it|that|this|the (?:appointment|booking|slot|time)|my (?:appointment|booking)))?(?! (?:what|which|if|whether|when|how|with|later|tomorrow|the|your|my|where))|(?<!(?:can|could|should|if) (?:we|you|i) )(?:please )?(?:go ahead|proceed|book (?:it|that|me in|this|the appointment)|lock it in|do it|do that|make it so|reserve (?:it|that)|schedule it|i'll take (?:it|that|this)|let's do (?:it|that|this)|let's go (?:with|for) (?:it|that|this)|put me down|sign me up)",
    "(?<=^ *)(?:works|can do)(?= *(?:$|[.,!]|for me|great|fine))|go for it|lgtm",
    "(?:i'll|i will|we'll) be there|see you (?:then|there|tomorrow)|(?:i'm|we're) (?:coming|still coming|in)|count me in",
  ],
  yes: [
    "yes|yeah|yea|yep|yup|yess+|aye|sure(?: thing)?|correct|exactly|absolutely|definitely|certainly|of course|indeed|affirmative|agreed|deal|yes please|please do|why not|by all means|totally|perfect",
  ],
  ack: [
    "right(?= *(?:$|[.,!]))|ok|okay|okey|k|kk|alright|all right|great|excellent|awesome|wonderful|lovely|brilliant|super|cool|fine|good|very good|amazing|fantastic|nice|ya|(?<=^ *)y(?= *[.!]*$)|uh huh|uh-huh|mhm",
  ],
  no_trouble: [
    "no (?:problem|worries|issues?|trouble|doubt)|not a problem|not only",
    // What was asked beside it is let go, and the yes stands.
    "(?:never ?mind|forget (?:it|that|about (?:it|that)))(?: then)?(?= *[.,!;:–-]+ *(?:ok(?:ay)?,? )?(?:yes|yeah|yep|yup|sure|please (?:book|confirm|go)|book|confirm|go ahead|let's (?:book|do|go)))",
  ],
  any: [
    "any(?: ?(?:time|day|one|of (?:them|those)|slot))?(?: (?:is|are|works|would be|will))+ ?(?:fine|ok|okay|good|works?|do|great)?|whatever(?: (?:works|is|you))?|whenever|either(?: (?:one|is|works))*|i don't mind|doesn't matter|up to you|no preference|you (?:choose|pick|decide)",
  ],
  not_yes: [
    `${NOT} (?:quite |really |very |so |that |the |all |a |any )*(?:right|correct|good|great|fine|ok|okay|sure|perfect|works?|working|confirm(?:ed)?|book|agree|accept|ideal|nice|cool|proceed)`,
    "(?:are you|not so|i'm not|make|to be|be) sure|right (?:now|away|after|before|there|here)|right\\?|(?:a|any|some|the|something|anything|find|another) (?:good|great|nice|fine|cool|excellent|perfect|right|correct) \\p{L}+|good (?:morning|afternoon|evening|day|night|dentist|doctor|place|bye|salon|one|question)|great (?:salon|doctor|dentist|place)|(?:alright|ok|okay|right|yeah|sure)\\?|(?:can|could|would|will) you (?:please )?(?:book|confirm|schedule|reserve)(?: \\p{L}+)?|have (?:a|you) (?:great|good|nice)|(?:have|be) (?:that )?(?:confirmed|booked)|before (?:i|we) (?:confirm|book)|(?:would|will) be (?:good|great|nice|fine|perfect|better) if|how (?:good|nice)|oh? (?:right|great|nice)\\?|yeah,? right|as good|good enough\\?|need to confirm|have to confirm|confirm (?:later|with)|when .{0,20}confirm",
    "nice to|sounds good but|is good\\?|works\\?",
  ],
  asks_yes: [
    "(?:is|are|does|do|would|will|can|could|was|did|if) (?:that|this|it|you|i|we|they|the \\p{L}+|my \\p{L}+|there|he|she)(?: \\p{L}+){0,2} (?:right|correct|good|great|fine|ok|okay|sure|works?|confirm(?:ed)?|book|nice|available|confirm it|proceed|cool|reserve)",
  ],
  no: [
    "(?<=^ *)n(?= *[.!]*$)|too (?:early|late|soon|far)(?= *(?:$|[.,!]|for me))|wrong (?:day|time|date|appointment)|(?:that|this|the) (?:time|day|date|slot|one)(?:'s| is) (?:bad|no good|out|not)(?: for me)?|(?:no|not) good|bad (?:time|day)(?: for me)?|(?:doesn't|does not|won't|wouldn't) (?:suit|fit)(?: me)?|i can't(?= *(?:$|[.,!]|then|that|do (?:that|it|then)))|nothing(?: else)?(?= *(?:$|[.,!]|for now|thanks?|thank))|no|nope|nah|no way|no thanks?|no thank you|not (?:now|yet|really|today|interested|at this time|at the moment|right now|this time|that one|for me|necessary|good|right|correct|ok|okay|what i|going to work|gonna work)|never ?mind|negative|wrong|incorrect|none(?: of)?|neither|forget it|don't (?:book|confirm|bother|do|want|make|need|think so|like)|do not (?:book|confirm|want|need|make|wish)|(?:that|this|it) (?:doesn't|does not|won't|will not|isn't|is not|wouldn't|didn't) (?:work|suit|good|ok|okay|right|correct|do|fit|going)(?: for me)?|can't make (?:it|that)|cannot make (?:it|that)|(?:won't|doesn't) work|i(?:'d| would) rather not|i decline|rather not|i don't|i do not|i didn't",
  ],
  but: [
    "but|however|although|though|except|only if|if|as long as|provided|unless|instead|rather|prefer(?:ably)?|change|actually|wait|hold on|however|make it|switch|could (?:you|we|it|i)(?: \\p{L}+){0,2} (?:at|to|for|on|earlier|later|move|change|make|do)|can (?:you|we|it|i)(?: \\p{L}+){0,2} (?:at|on|earlier|later|move|change|make|do)|what about|how about|is there (?:any|a|an|something|anything)|do (?:they|you) have (?:any|an|a|something|anything) .{0,20}(?:available|at|on|slot|opening|appointment)|earlier|different|another|else|or maybe|better if|would be better|other than that",
  ],
  hedge: [
    "maybe|perhaps|probably|possibly|i guess|i think so|i suppose|might|should be(?: (?:fine|ok|okay|good))|not sure|unsure|i hope|hopefully|depends|potentially|tentatively|pencil",
  ],
  defer: [
    "let me (?:think|check|see|ask|get back|look|consider|talk|sleep)|(?:i'll|i will|i'd|need to|have to|want to|going to|gonna|i need|i have to) (?:\\p{L}+ ){0,2}(?:think|check(?: with| my)|ask|consider|wait|get back|let you know|call (?:you )?back|see|look|decide|talk (?:to|with) my)|think (?:about it|it over)|get back to you|not (?:sure yet|decided|yet)|haven't decided|(?:some ?)?other time|maybe later|later maybe|another time|hold off|brb|gimme (?:a )?(?:sec|min|minute|moment)|give me (?:a|some) (?:minute|moment|sec|second|time|bit)|one (?:sec|second|moment|minute)|hang on|hold on|check my (?:calendar|schedule|diary)|ask my|sleep on it|let you know|at a later time|just (?:looking|browsing|checking)",
  ],
  reschedule: [
    `(?:reschedul\\p{L}*|re-schedul\\p{L}*|postpone|push (?:back )?(?:${APPOINTMENT}|the|my)|move (?:the |my |our )?${APPOINTMENT}|change (?:the |my |our )?(?:${APPOINTMENT}|time|date|day|it all|schedule)|switch (?:the |my )?(?:${APPOINTMENT}|time|date|day)|(?:bring|put) (?:it |my appointment )?(?:forward|off)|swap (?:my|the) (?:${APPOINTMENT}|time|day))`,
    "cancel(?: [^.,!?]{0,40})? (?:and|then) (?:re-?book|book|reschedule)|rebook",
    `(?:move|reschedule|shift|push|bring|change|switch) (?:(?:the|this|that|my|our) )?(?:${DAY}|□+)(?:'s)? (?:\\p{L}+ ){1,4}?(?:to|until|till|from|forward|back)(?![\\p{L}])|(?:move|shift|push|change|switch) (?:the|this|that) (?:\\p{L}+ ){1,4}?(?:from □+ )?(?:to|until|till) (?:the )?□`,
    `(?:move|reschedule|shift|postpone) (?:(?:the|this|that|my|our) )?(?:${DAY}|□+)'s (?:\\p{L}+ ?){1,3}(?= *(?:$|[.,!?]))`,
    "(?:move|change|switch|shift) (?:my|our) (?:\\p{L}+[ '])\\p{L}*? ?(?:\\p{L}+ ){0,3}to|change (?:it|that|everything) to|move (?:it|me|us) to|(?:a |to |an? )?(?:new|different) (?:time|date|day) for my|something (?:came|has come|'s come) up|(?:can't|cannot|won't be able to|unable to|not able to) (?:make|attend|come|do)(?: (?:it|my|to my|the|that|on|at|in))*",
  ],
  cancel: [
    `cancel(?:l?ing|l?ed)?(?! (?:policy|policies|fee|charge))|call it off|call off (?:my|the)|(?:don't|do not|no longer|won't) (?:\\p{L}+ )?(?:need|want|require)(?:ing)? (?:the |my |this |that |an? )?(?:${APPOINTMENT})(?: (?:any ?more|any longer))?|no longer (?:need|want)|(?:won't|not|can't) be coming(?: (?:at all|any ?more))?|(?:scrap|drop|delete|remove) (?:my|the) ${APPOINTMENT}|not coming any ?more`,
  ],
  cancel_talk: [
    "cancell?ation (?:policy|fee|policies|charge|terms|rules)|cancel (?:policy|fee)|(?:fee|charge|cost|penalty|charged|pay)(?: \\p{L}+){0,4} cancel\\p{L}*|(?:can|could) (?:i|we) (?:still )?cancel .{0,20}(?:later|free|for free|without)|if i (?:need to |have to |want to )?cancel|(?:been|was|get|got) cancell?ed|free cancellation|what happens if",
  ],
  keep: [
    `(?:don't|do not|dont|please don't|never(?: said| asked)?(?: you)?(?: to)?|not|no need to|rather not|didn't (?:want|mean|ask) to|never (?:said|asked)(?: you)?(?: to)?|changed my mind about) (?:want to |going to |wanting to )?(?:cancel\\p{L}*|move|change|reschedule)|keep (?:it|my|the|that|this|our)|still (?:coming|want|going|be there|need)|leave it (?:as|like)|as (?:it )?(?:is|planned|scheduled)|stick with`,
  ],
  greet: ["hi+|hello|hey+|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|yo"],
  thanks: [
    "thanks?|thank (?:you|u|god)|thx|tks|ty|cheers|(?:much )?appreciate(?:d| it| that)?|grateful",
    "bye|goodbye|good bye|see you|have a (?:good|great|nice) (?:day|one|night|evening|weekend)|that(?:'s| is| will be|'ll be| would be) all|that's it|i'm (?:done|good|all set)|nothing else|talk (?:later|soon)",
  ],
  ask: [
    "(?:what|where|when|who|which|why|how|whose)(?:'s|'re| is| are| was| do| does| did| would| will| can| could| much| many| long| far| about| time| kind| exactly| other| else)",
    "(?<=^|[.!?,;] ?|\\b(?:and|also|but|so|please) )(?:is|are|do|does|did|can|could|would|will|may|have|has|should|what|where|when|who|which|how|any|shall)(?= )",
    "(?:tell|give|send|show) me|(?:want|need|like) to (?:know|ask|find out)|wondering|curious|(?:i have|got) a question",
  ],
  human: [
    `(?:talk|speak|chat|connect(?: me)?|transfer(?: me)?|put me through|get me|let me (?:talk|speak)|reach|want|need|give me|pass me|hand me over)(?: (?:to|with|directly|through|on to|over))* (?:an? |the |some |your |one of your )?(?:real |actual |live |human |human being )*(?:${PERSON})(?! (?:else|to (?:fix|clean|do|look)))`,
    `(?:real|actual|live) (?:human|person|people|agent)|(?:is there |any )(?:an? )?(?:human|real person|agent)|human (?:please|agent|being)|(?:please )?(?:call|phone|ring) me(?: back)?(?! [a-z]+$)|not (?:a )?(?:bot|robot|machine)|(?:stop|hate|tired of|don't want) (?:this |the |talking to )?(?:a )?(?:bot|robot|machine)|(?:want|need|like|wish|have|going) to (?:make|file|lodge|submit|raise) (?:an? )?(?:\\p{L}+ )?complaint|(?:want|need|like|wish|going) to complain|complain to (?:the|your|an?) (?:manager|owner|boss|supervisor)|customer (?:service|support)|(?<=^ *)human(?= *(?:$|[.!?]))|agent|operator`,
  ],
  opt_out: [
    "(?:stop|quit|cease)(?: (?:sending|texting|messaging|contacting|emailing|calling|spamming|bothering))(?: (?:me|us|these|texts?|messages?|sms|emails?|any ?more|to|this number))*|unsubscribe(?: me)?|opt[ -]?out|(?:don't|do not|dont|never)(?: ever)? (?:text|message|contact|email|sms|spam|write|send)(?: (?:to )?(?:me|us))(?: (?:messages?|texts?|again|any ?more|anything))*|(?:remove|take|delete) (?:me|my number|us) (?:from|off)(?: \\p{L}+){1,4}|no more (?:messages?|texts?|sms)",
  ],
  emergency: [
    "(?:can't|cannot|can not|couldn't|unable to|barely|hardly|hard to|struggling to|trouble|difficulty|difficult to|problems?) ?(?:breathe|breathing)|(?:short(?:ness)? of|out of) breath|(?:severe|heavy|uncontrolled|uncontrollable|massive|profuse|excessive)(?:ly)? bleed\\p{L}*|bleeding (?:(?:is |it's )?(?:heavily|badly|a lot|non-?stop|profusely|everywhere|severely|won't stop|will not stop|doesn't stop|not stopping|so much))|(?:won't|can't|doesn't|not|hasn't|isn't) stop(?:ping|ped)? (?:the )?bleeding|bleeding (?:\\p{L}+ ){0,4}(?:won't|will not|doesn't|hasn't|isn't|not) stop\\p{L}*|unconscious|passed out|passing out|faint(?:ed|ing)|seizures?|anaphyla\\p{L}*|chest pains?|heart attack|(?:having|had) a stroke|overdos\\p{L}*|suicid\\p{L}*|kill myself|end my life|want to die|emergency|emergencies|ambulance|911|(?:throat|tongue|face) (?:is |are )?(?:swelling|swollen|closing)|swelling (?:of |in )?(?:my )?(?:throat|tongue)|not breathing|collapsed|choking|life threatening",
  ],
  not_emergency: [
    "(?:not|no|isn't|nothing|non-?)(?: (?:an?|really|quite|any|it's))* ?(?:emergency|emergencies|chest pain|trouble breathing|bleeding|seizures?)|emergency (?:contact|number|phone|exit)|emergency contacts?",
  ],
  late: [
    "(?:running|be|being|am|i'm|arrive|arriving|come|coming|little|bit|get there|there) (?:a )?(?:bit |little |few minutes |\\d+ minutes |\\d+ mins |\\d+ min |about \\d+ minutes )?late|(?:minutes?|mins?) late|stuck in traffic|on my way|(?:be|get|arrive) there in|running (?:a )?(?:bit |little )?behind|delayed|(?:train|bus|flight) is late|running behind",
  ],
  choose: [
    "i'll take|i will take|i take|i choose|i pick|i'd like the|let's go with|let's do|go with|book (?:me )?(?:the|for|in for)|i want the|give me the|that one|this one",
  ],
  earlier: [
    "earlier|sooner|before that|too late(?= *(?:$|[.,!]|for me))|the day before(?! yesterday)|(?:bring|move) (?:it )?forward|prior to that",
  ],
  later: [
    "later(?! (?:today|this))|after that|too early(?= *(?:$|[.,!]|for me))|the (?:next|following) day|(?:the )?day after(?! (?:tomorrow|that))|push (?:it )?back|past that",
  ],
  instead: ["instead(?! of)|(?:rather than|in place of) (?:that|it)"],
  same: [
    "(?:at )?(?:the |that )?same (?:time|hour|slot)(?! (?:as|zone))|that time(?= (?:but )?(?:on )?□)",
  ],
  other: [
    "(?:an?other|other|different|alternate|alternative|new) (?:day|days|time|times|date|dates|slots?|options?|appointments?|openings?|week|one|hour|doctor|dentist|stylist|therapist|provider|salon|choices?|place|office|person)|any(?:thing|one|where)? (?:else|other)|some(?:thing|one|where)? (?:else|different|other)|alternatives?|(?:what|who|which|where) else|else (?:is|do|have)|more options|any others?|(?:a )?different (?:salon|one)|(?:some|any) other",
  ],
};

"""The words by which a name, a role and an organisation are told apart."""

import re


def word_set(text: str) -> frozenset[str]:
    """The words of a text, to look others up in."""
    return frozenset(text.split())


#: Capitals, for a set in a pattern: "Éamonn Ó Briain", "Ŵynn", "Çelik" and "Łucja" are names too.
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŴŶŹŻŽ"
TITLES = (
    r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev[’']?d?|Reverend|Canon|Father|Sir|Dame|Lord|Lady|"
    r"Baroness|Alderman|Ald|Fr|Rabbi|Imam|Pastor|Lt\.? Col|The Rt Hon|Rt Hon|Hon|Cll?r|County Councillor|"
    r"Ward Councillor|Ward Cllr|County Cllr|C\.?Cll?r|District Councillor|"
    r"District Cllr|Borough Councillor|Borough Cllr|Parish Councillor|Town Councillor|C Cllr|D Cllr)"
)
#: A rank before a name is what the person is, not what they are called.
RANKS = (
    r"(?:(?:Detective |Temporary |T/|D/|Det\.? )?(?:Chief |Ch\.? ?)?(?:Superintendent|Supt|Inspector|Insp|"
    r"Sergeant|Sgt|"
    r"Constable|Con)|Assistant Chief Constable|Chief Constable|ACC|(?:[TAD]/)?(?:DCC|ACC|DCI|CI)|"
    r"DI|DS|DSU|DCS|PC|PS|PCSO|WPC|DC|Borough "
    r"Commander|Station Commander|Group Commander|Area Commander|Station Manager|Watch Manager)"
)
OFFICES = (
    r"(?:(?:the )?(?:acting |deputy |vice[- ]?|co-?|interim |outgoing |in the |right (?:worshipful|honourable) |"
    r"worshipful |the |lord |high )*(?:sheriff|provost|chair(?:man|woman|person|"
    r"ing)?|chair"
    r"person|mayor|leader|president|convenor|convener)|in the chair|meeting chair|chair of the meeting)"
)
ROLE_NOUNS = word_set(
    """chair chairman chairwoman chairperson vice-chair director manager officer head chief coordinator co-ordinator
    clerk secretary treasurer leader councillor inspector superintendent sergeant constable trustee consultant ceo cx
    lead assistant adviser advisor representative rep minutes minute-taker note-taker notetaker taker nurse commissioner
    mayor member administrator worker analyst solicitor doctor gp president organiser facilitator teacher headteacher
    principal rector vicar warden accountant auditor planner engineer minutes observer governor practitioner
    apprentice pharmacist registrar monitoring-officer ward volunteer developer supervisor executive dco dci di
    commander psychologist psychiatrist physician dentist midwife paramedic governance chairing resident scribe
    specialist strategist deputy caretaker groundsman editor journalist reporter champion designate timekeeper
    time-keeper bursar headmaster headmistress convener convenor matron chaplain cathaoirleach secretariat"""
)
ORGANISATION_WORDS = word_set(
    """council councils trust nhs ccg pct icb police constabulary service services centre association partnership group
    groups ltd limited agency university college school academy forum cvs board authority homes housing healthwatch age
    church charity foundation probation fire department network alliance society club union union's company cic
    federation hospital hospitals hospice surgery practice commission committee office mind action aid advice bureau
    citizens community communities voluntary sector project support rescue care team hub league institute
    consortium churches mosque temple fund befriending women's womens relate mencap barnardo's barnardos crossroads
    carers samaritans shelter refuge chamber court courts parish borough county district ambulance healthcare press
    gazette cab vcs vcse ymca ywca legion neighbourhood concern"""
)
#: Capitalised words of minutes that no name has.
NO_NAMES = word_set(
    """apologies apology welcome introductions introduction minutes minute matters arising declarations declaration
    interest interests report reports update updates finance financial planning correspondence any other business
    aob agenda item items date dates next meeting meetings action actions resolved agreed noted decision decisions
    present attendance absence absent public participation questions discussion review plan strategy budget accounts
    policy presentation chairman's chair's clerk's work programme terms reference membership election appointment
    previous last future open close closed closure opening confidential none nil note notes venue time in the of for
    and to from with on at all members member officers officer councillors councillor guests observers
    representatives reps staff also received virtual online teams zoom monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november december annual general
    highways footpaths playground cemetery allotments grants grant applications application ward north south east
    west central hall street road room house building library annex summary background outcome outcomes key points
    performance consultation refresh compact who owner deadline by name role organisation organization initials
    part non voting town city interim right worshipful honourable crown magistrates
    title status everyone somebody it this that there these they he she we apologised discussed name: venue: date:
    time: attendees executive non-executive page draft session development process crime not attended clinical
    commissioning national regional metropolitan integrated primary secondary mental children adult adults family
    families disability youth young older advocacy environment environmental infrastructure sport sports arts
    heritage equality domestic violence drug alcohol probation learning skills welfare rural urban"""
)
#: Why somebody is not there, or for how long they were. Neither a role nor an organisation.
REASON = re.compile(
    r"\b(?:ill(?:ness)?|unwell|sick(?:ness)?|holiday|leave|personal|work|commitments?|prior|engagements|"
    r"maternity|family|"
    r"arrived|left|joined|until|from \d|items? \d|part|via|remote(?:ly)?|virtual(?:ly)?|online|teams|zoom|"
    r"telephone|phone|dial(?:led)?|observing|late|apologies|accepted|bereavement|away|business|minutes? \d|"
    r"non-voting|"
    r"voting|joining|joined|check spelling|tbc)\b",
    re.IGNORECASE,
)
#: Sides that are kinds of people. Any other heading of a side names an organisation.
SIDES = re.compile(
    r"\b(?:members?|councillors?|cllrs?|reps?|representatives?|officers?|observers?|guests?|advis[eo]rs?|staff|"
    r"trustees?|"
    r"present|attendance|attendees?|attending|invitees?|invited|speakers?|presenters?|public|press|partners|sectors?|"
    r"voluntary|statutory|community|others?|co-opted|co-optees?|directors|substitutes?|deputies|apologies|visitors?|"
    r"delegates?|participants?|signatories|councils|organisations|agencies|bodies|secretariat|support|executives|subs|"
    r"independent|elected|officials?|governors|residents|parishioners|cabinet|committee|board|health partners)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:(?i:council|cvs|trust|ltd|university|college|school|police|constabulary|agency|association|society|"
    r"foundation|healthwatch|links|alliance|forum|network|mind|age uk)|[A-Z]{3,})\b"
)
_ROLE_OF_BODY = re.compile(
    r"^(?P<role>(?:deputy |assistant |acting |interim |town |parish )*(?:chief executive(?: officer)?|"
    r"chief officer|ceo|"
    r"chair(?:man)?|vice[- ]chair(?:man)?|trustee|manager|director|secretary|treasurer|"
    r"clerk(?: and [a-z -]{3,30} officer)?|administrator|co-?ordinator|leader|representative))"
    r"\s+(?:of|for|at|from|to)\s+(?P<body>.+)$",
    re.IGNORECASE,
)
#: "Example Council’s Head of Housing".
_BODY_FIRST = re.compile(rf"^(?:the )?(?P<body>[{UPPER}][^’']{{1,60}})[’']s (?P<role>[{UPPER}].+)$")
_PLAIN_ROLE = re.compile(
    rf"^(?:{OFFICES}|note[- ]?taker|minutes?(?:[- ]taker)?|taking minutes|secretary|"
    r"clerk(?: to (?:the )?(?:\w+ ){0,2}(?:council|governors|board|committee|panel|forum|trustees))?|"
    r"chief .+ officer|chief executive.*|leader of .+|member for .+|portfolio holder.*|cabinet member.*|"
    r"lead (?:member|officer|for) ?.*|representative.*|deputy .+|assistant .+|ward member.*|"
    r"(?:(?:executive|associate|acting|interim|managing|joint|corporate|strategic|regional|clinical|medical|group|"
    r"programme|non[- ]executive) ){0,3}(?:director|head) of .+|"
    r"(?:(?:lay|executive|independent|co-opted|elected|associate|board) )?member for .+|"
    r"(?:senior|managing|gp|clinical) partner|(?:member of (?:the )?)?public|presenting (?:on )?.+|"
    r"(?:admin(?:istrative|istration)?|secretarial|board|committee) support|notes|vice|time ?keeper)$",
    re.IGNORECASE,
)


def words_in(phrase: str) -> list[str]:
    return [word.strip(".,()‘’'\":").lower() for word in re.split(r"[\s/]+", phrase) if word.strip(".,()‘’'\":")]


def is_office(phrase: str) -> bool:
    return bool(re.fullmatch(OFFICES, phrase.strip(), re.IGNORECASE))


def is_role(phrase: str) -> bool:
    """ "Contract Monitoring Officer" is a role, "Chief Fire Officers Association" an organisation."""
    phrase, words = phrase.strip(), words_in(phrase)
    if not words or re.match(r"office of\b", phrase, re.IGNORECASE):
        return False
    if _PLAIN_ROLE.match(phrase) or re.fullmatch(RANKS, phrase):
        return True
    if words[-1] in ROLE_NOUNS:
        return True
    return not set(words) & ORGANISATION_WORDS and bool(set(words) & ROLE_NOUNS)


def is_organisation(phrase: str) -> bool:
    words = words_in(phrase)
    named = bool(set(words) & ORGANISATION_WORDS) or bool(re.fullmatch(r"(?:[A-Z&]{2,}[a-z]?\s?)+", phrase.strip()))
    return named and not is_role(phrase)


def is_reason(phrase: str) -> bool:
    return bool(REASON.search(phrase)) and not set(words_in(phrase)) & (ORGANISATION_WORDS - {"voluntary"})


def role_and_body(phrase: str) -> tuple[str, str]:
    """ "Chief Executive of Example CVS": both. "Head of Community Safety": a role only."""
    found = _ROLE_OF_BODY.match(phrase.strip())
    if found and found["body"].lower().removeprefix("the ") != "council" and _BODY.search(found["body"]):
        return found["role"], found["body"]
    found = _BODY_FIRST.match(phrase.strip())
    if found and is_role(found["role"]) and not is_role(found["body"]):
        return found["role"], found["body"]
    return phrase.strip(), ""

/**
 * Words that name a telephone number, or name something else, in the languages of the numbering plans we know best.
 * Structure decides first (see `judge.ts`); these words only break ties, so the lists stay short.
 */

const PHONE =
  'tel|tlf|tfn|tfno|tlfn|telf|móvil|cell|portable|gsm|mob|cel|direct|switchboard|zentrale|växel|centralino|' +
  'recapito|helpdesk|landline|fixe|fijo|fisso|call|calls|calling|callback|dial|ring|reach|text|sms|voicemail|' +
  'tollfree|erreichen|natel|llamar|llame|appeler|chiama|ligar|fone|bel|bellen|ringe|zadzwoń|звоните|позвонить|' +
  'тел|моб|сот|сотовый|факс|τηλ|κινητό|κιν|φαξ|固话|座机|热线|传真|代表|直通|連絡先|联系方式|اتصل|موبايل|נייד|פקס|puh|fon|điện|' +
  'sđt|đt|cep|hp|wa';

const OTHER =
  'id|no|nr|order|code|kod|cod|invoice|ref|reference|account|acct|acc|case|ticket|tracking|track|serial|sn|sku|' +
  'ean|upc|isbn|doi|mpn|pin|passcode|meeting|passport|ssn|ein|vat|tax|npi|policy|claim|po|amount|total|price|' +
  'revenue|balance|record|batch|lot|part|model|item|article|licence|license|meter|transaction|txn|' +
  'payment|confirmation|booking|reservation|shipment|parcel|awb|rma|quote|project|job|kdnr|kd|' +
  'aktenzeichen|zähler|artikel|kto|commande|siren|pedido|nif|nit|rut|ruc|cuit|cédula|cuenta|' +
  'referencia|lote|envío|partita|iva|cap|commessa|conto|bolla|cpf|cnpj|rg|nota|processo|bestelling|kvk|' +
  'btw|zaak|pakbon|debiteur|org|cvr|cpr|zamówienie|zlecenie|nip|regon|pesel|krs|ičo|dodací|инн|кпп|огрн|снилс|' +
  'паспорт|индекс|код|αφμ|订单|身份证|注文|口座|受注|주문|الهوية|السجل|الطلب|طلب|الفاتورة|الحساب|شحنة|sipariş|hesap|' +
  'takip|dosya|inn|lieferschein|pid|routing|sort|utr|consignment|ocr|bankgiro|plusgiro|devis|ddt|' +
  'docket|folio|guía|boleto|conta|dossier|colis|suivi|albarán|expediente|pratica|umowa|' +
  'sözleşme|mrn|nhs|tin|pnr|asset|kenmerk|uid';

/** Where or when somebody is reached. It names a number only where nothing else does: an `Office ID` is none. */
const PLACE =
  'home|work|office|business|daytime|evening|primary|secondary|alternate|emergency|main|contact|reception|' +
  'privat|büro|geschäftlich|dienstlich|arbeit|kontakt|bureau|domicile|travail|contacto|casa|trabajo|' +
  'oficina|ufficio|trabalho|residencial|comercial|thuis|werk|kantoor|privé|biuro|arbete|hjem|koti|työ';

let lists: { phone: Set<string>; other: Set<string>; place: Set<string> } | undefined;
/** Made on first use: most frames hold no number that needs a word. */
const listsOfWords = () => (lists ??= { phone: setOf(PHONE), other: setOf(OTHER), place: setOf(PLACE) });
const setOf = (words: string) => new Set(bare(words).split('|'));

/** In small letters without accents: few write them on capitals, and some not at all. */
const bare = (text: string): string => {
  const lower = text.toLowerCase();
  return NOT_ASCII.test(lower)
    ? lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize()
    : lower;
};

/**
 * What a word says about the digits beside it: 1 a telephone number, -1 something else, 0 nothing, -0.5 somebody who has
 * numbers of many kinds (`Client`, `number`).
 */
export type Polarity = -1 | -0.5 | 0 | 1;

/** 0.5: where somebody is reached, see `PLACE`. */
type WordPolarity = -1 | 0 | 0.5 | 1;

const WORD = /[\p{L}\p{M}]+/gu;
const ASCII_WORD = /[A-Za-z]+/g;
const NOT_ASCII = /[^\0-\x7f]/;

/** The words of a text. Most texts do without the browser's table of all letters, which takes long to load. */
const wordsOf = (text: string): string[] => text.match(NOT_ASCII.test(text) ? WORD : ASCII_WORD) ?? [];

/** Compounds are judged by their parts: `Telefonnummer`, `Kundennummer`, `homePhone`, `お電話は`. */
const PHONE_PART =
  /phone|^call(?:ed|er)|^diall?ed|^appele|^chiama|^(?:an|ruck)?ruf|^звон|τηλε|tele[fmp]|mobi[el]|komork|puheli|handy|celular|cellul|whats|fax|hotline|festnetz|durchwahl|(?:gratis|frei|not|nood|notfall|kontakt|contact|service|privat|haupt|direkt|jour)(?:nummer|nr)|телефон|電話|电话|手机|手機|携帯|моб[иі]л|전화|휴대|연락|대표|هاتف|جوال|محمول|تل[يف]|טלפון|โทร|फ़?ोन|मोबाइल/;

/** Compounds and inflected words for what carries a number of its own: `Auftragsnummer`, `快递单号`, `заказа`. */
const OTHER_PART =
  /.{3}(?:nummer|nr|numret|numero|szam)$|(?:vertrag|auftrag|rechnung|bestellung|angebot|beleg|konto|zeichen)s?$|番号|コード|[号號品型]番|[号號]$|번호$|^(?:objednav|fa[ckt]?tuu?r|contrat?|matric|protocol|codi[cg]|ord(?:ers|re|ine)$|apolic|polizz?a)|^(?:заказ|договор|накладн|артикул|полис|счет|счёт)/;

function polarityOfWord(word: string): WordPolarity {
  const lower = bare(word);
  const { phone, other, place } = listsOfWords();
  if (phone.has(lower)) return 1;
  if (other.has(lower) || HALVES.has(lower)) return -1;
  if (place.has(lower)) return 0.5;
  if (PHONE_PART.test(lower)) return 1;
  return OTHER_PART.test(lower) ? -1 : 0;
}

/**
 * The verdict of the word nearest to the end of the text (what stands before a number). `Phone number` and `Mobile no.`
 * count as phone: a vague word defers to the one before it.
 */
export function polarityBefore(text: string): Polarity {
  const words = wordsOf(text.slice(-80));
  if (words.length === 0) return 0;
  let vague: Polarity = NUMERO_END.test(text) && NUMERO.test(text) ? -1 : 0;
  for (let i = words.length - 1, seen = 0; i >= 0 && seen < 7; i--, seen++) {
    const polarity = polarityOfWord(words[i]!);
    // A bare "no" is an abbreviation only right before digits, elsewhere a refusal.
    if (polarity === 0 || (seen > 0 && bare(words[i]!) === 'no') || isToOrder(words, i)) continue;
    if (polarity === 0.5) {
      if (seen < 3) return 1;
      continue;
    }
    const word = bare(words[i]!);
    if (polarity === -1 && VAGUE.has(word) && vague === 0 && seen < 3) vague = HALVES.has(word) ? -0.5 : -1;
    else return vague !== 0 && polarity !== 1 ? -1 : polarity;
  }
  return vague;
}

/** What is ordered stands behind it, and how: `To order keys, 1-800-…`. */
const isToOrder = (words: string[], i: number) =>
  bare(words[i]!) === 'order' && bare(words[i - 1] ?? '') === 'to';

/** `n° 12`, `Nº 12`, `S/N 12`, `P/N: 12` */
const NUMERO = /(?:^|\P{L})(?:n[°º]|[sp]\/n[.:]?)\s*$/iu;
/** Its end, without letters of all scripts. */
const NUMERO_END = /(?:[°º]|\/n[.:]?)\s*$/i;

/** People who have telephone numbers as well as numbers of their own, and what both are called. */
const HALVES = new Set(
  'number num numero numer cislo номер رقم αριθμος client customer employee member cliente klant'.split(' '),
);

const VAGUE = new Set([...HALVES, 'no', 'nr', 'code']);

const labels = new Map<string, Polarity>();
const MOST_LABELS = 2000;

/** The verdict of a heading or label as a whole: phone wins (`Customer phone`), else anything else named. Remembered. */
export function polarityOfLabel(text: string): Polarity {
  let verdict = labels.get(text);
  if (verdict === undefined) {
    if (labels.size > MOST_LABELS) labels.clear();
    labels.set(text, (verdict = readLabel(text)));
  }
  return verdict;
}

/** `Check #` */
const SIGN_END = /[#№]\s*$/;

function readLabel(text: string): Polarity {
  let verdict: Polarity = 0;
  let place = false;
  let vague = true;
  for (const word of wordsOf(text.slice(0, 120))) {
    const polarity = polarityOfWord(word);
    if (polarity === 1) return 1;
    if (polarity === 0.5) place = true;
    if (polarity !== -1) continue;
    const lower = bare(word);
    if (!VAGUE.has(lower)) vague = false;
    if (!HALVES.has(lower)) verdict = -1;
    else if (verdict === 0) verdict = -0.5;
  }
  if (verdict === 0 && SIGN_END.test(text)) verdict = -1;
  return place && vague ? 1 : verdict;
}

/** Identifiers such as `cxPhone`, `lv_data_phone`, `Crm_Contacts_OTHERPHONE`, `order_no` split into words. */
export function polarityOfIdentifier(text: string): Polarity {
  if (text === '' || text.length > 200) return 0;
  if (
    /phone|^call|^diall?e|^appele|^chiama|^anruf|^звон|τηλε|mobile|telefon|\btel\b|[_-]tel\b|\btel[_-]|fax\b/i.test(
      text,
    )
  )
    return 1;
  return polarityOfLabel(text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_\-.\d]+/g, ' '));
}

/** Units and the like behind digits: `1073741824 bytes`, `35 491 937 EUR`. */
export function isUnitBehind(text: string): boolean {
  return /^\s{0,2}(?:bytes?|[kmgt]i?b\b|eur\b|usd\b|gbp\b|chf\b|kg\b|km\b|pcs\b|stk\b|st\.|units?\b|blocks?\b|rows?\b|records?\b|users?\b|views?\b|%|€|\$|£|₽|kr\b|zł|kč|ر\.س)/i.test(
    text,
  );
}

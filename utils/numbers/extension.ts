/** Words for an extension, as they stand behind numbers in business mail and CRM fields of many countries. */
const WORDS =
  'ext(?:ension|ensi[oó]n|n)?|x|local|int(?:erno|erne|erior)?|anexo|ramal|poste|pst|durchwahl|dw|nst|toestel|tst|anknytning|ankn|' +
  'lok(?:al)?|wew(?:n)?|klapka|klappe|app(?:arat)?|linka|mell[eé]k|p\\.|dahili|доб(?:авочный)?|дод|εσωτ|שלוחה|ต่อ|вн(?:утр)?|внут|tul?o|内線|内线|分机|분機|내선|تحويلة';

const EXTENSION = new RegExp(
  `(?:;ext=|[ ,;.\u200b]{0,3}(?:[-–—] {0,2})?[([]?(?:${WORDS})[.:=]{0,2} {0,2}#?|[ ,]{0,2}[#~] {0,2})(\\d{1,7})(?![\\d-])[)\\]]?`,
  'iy',
);

/** Pauses before an access code, as calendars write them: `,,8812`, `;8812`, `p8812`. */
const PAUSE = /[,;pw]{1,3}(\d{1,9})#?/y;

export interface Extension {
  digits: string;
  /** Offset behind the extension in the plain text. */
  end: number;
}

/** The extension that follows a number which ends at `at`, if one does. `plain` went through `toPlainText`. */
export function extensionAt(plain: string, at: number): Extension | null {
  if (at >= plain.length) return null;
  EXTENSION.lastIndex = at;
  const match = EXTENSION.exec(plain);
  return match ? { digits: match[1]!, end: at + match[0].length } : null;
}

/** The access code behind pauses in a `tel:` link (`+14045550186,8812`). */
export function accessCodeAt(plain: string, at: number): Extension | null {
  PAUSE.lastIndex = at;
  const match = PAUSE.exec(plain);
  return match ? { digits: match[1]!, end: at + match[0].length } : null;
}

/** Elements whose text is no text of the page, or is somebody's work in progress. */
const CLOSED_TAGS = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'TEXTAREA',
  'SELECT',
  'OPTION',
  'CODE',
  'KBD',
  'SAMP',
  'TITLE',
  'IFRAME',
  'OBJECT',
  'EMBED',
  'CANVAS',
  'AUDIO',
  'VIDEO',
  'MATH',
  'HEAD',
]);

const EDITOR_CLASS =
  /\b(?:cm-editor|CodeMirror|monaco-editor|ace_editor|ql-editor|ProseMirror|public-DraftEditor|mce-content-body)\b/;

/**
 * Whether numbers in the element are left alone: scripts, code, editors, and numbers that Zoho shows masked. Answers are
 * kept in `known`, so that a whole page costs one look per element.
 */
export function isExcluded(element: Element | null, known: Map<Element, boolean>): boolean {
  let answer = false;
  let at = element;
  for (; at; at = at.parentElement) {
    const before = known.get(at);
    if (before !== undefined) {
      answer = before;
      break;
    }
    if (isClosed(at)) {
      answer = true;
      break;
    }
  }
  // Few elements hold two texts: what is worth keeping begins one above.
  for (
    let each = at === element ? null : element?.parentElement;
    each && each !== at;
    each = each.parentElement
  )
    known.set(each, answer);
  if (at) known.set(at, answer);
  return answer;
}

function isClosed(element: Element): boolean {
  if (CLOSED_TAGS.has(element.tagName)) return true;
  if (!element.hasAttributes()) return false;
  const editable = element.getAttribute('contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return true;
  if (element.getAttribute('role') === 'textbox') return true;
  if (element.tagName === 'CRUX-PHONE-COMPONENT') return element.querySelector('.cxElemMaskIcon') !== null;
  return EDITOR_CLASS.test(element.getAttribute('class') ?? '');
}

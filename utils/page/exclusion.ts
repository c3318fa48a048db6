import { attributeOf, hasAttributes, parentElementOf, tagNameOf } from '@/utils/page/unshadowed';

/** Elements whose text is no text of the page, or is somebody's work in progress. */
const CLOSED_TAGS = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT OPTION CODE KBD SAMP TITLE IFRAME OBJECT EMBED CANVAS AUDIO VIDEO MATH HEAD'.split(
    ' ',
  ),
);

const EDITOR_CLASS =
  /\b(?:cm-editor|CodeMirror|monaco-editor|ace_editor|ql-editor|ProseMirror|public-DraftEditor|mce-content-body)\b/;

/**
 * Whether numbers in the element are left alone: scripts, code, editors, and numbers that Zoho shows masked. Answers are
 * kept in `known`, so that a whole page costs one look per element.
 */
export function isExcluded(element: Element | null, known: Map<Element, boolean>): boolean {
  let answer = false;
  let at = element;
  for (; at; at = parentElementOf(at)) {
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
    let each = at === element || !element ? null : parentElementOf(element);
    each && each !== at;
    each = parentElementOf(each)
  )
    known.set(each, answer);
  if (at) known.set(at, answer);
  return answer;
}

function isClosed(element: Element): boolean {
  const tagName = tagNameOf(element);
  if (CLOSED_TAGS.has(tagName)) return true;
  if (!hasAttributes(element)) return false;
  const editable = attributeOf(element, 'contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return true;
  if (attributeOf(element, 'role') === 'textbox') return true;
  if (tagName === 'CRUX-PHONE-COMPONENT') return element.querySelector('.cxElemMaskIcon') !== null;
  return EDITOR_CLASS.test(attributeOf(element, 'class') ?? '');
}

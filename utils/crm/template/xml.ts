import { SaxesParser } from 'saxes';
import type { IssueCode } from '@/utils/crm/template/issue';
import { LIMITS } from '@/utils/crm/template/limits';

/** An element of a file, with the lines needed to speak about it. Text between elements has no meaning here. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
  readonly children: readonly XmlElement[];
}

/** Why a file is no tree. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code: IssueCode;
  readonly line: number;

  constructor(code: IssueCode, line: number, hint: string) {
    super(hint);
    this.code = code;
    this.line = line;
  }
}

/**
 * Reads a file as XML 1.0 or 1.1, strictly: nothing is repaired, no document type, no entities but the five of XML,
 * limits on size, depth, elements and attribute values. Nothing outside the file is ever read.
 *
 * @throws XmlError with the line and what to do.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  if (bytes.byteLength >= LIMITS.fileBytes)
    throw new XmlError(
      'too-large',
      0,
      'The file is 1 MB or larger. A template is a few kilobytes: is this the right file?',
    );
  return readTree(decode(bytes));
}

function decode(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : '';
  try {
    return new TextDecoder(utf16 || 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError('file-encoding', 0, 'The file is not UTF-8 text. Save it as UTF-8 and try again.');
  }
}

interface OpenElement {
  name: string;
  line: number;
  attributes: Map<string, { value: string; line: number }>;
  children: XmlElement[];
}

function readTree(text: string): XmlElement {
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;

  parser.on('error', (error) => {
    throw malformed(error.message, parser.line, text);
  });
  parser.on('doctype', () => {
    throw new XmlError(
      'xml-doctype',
      parser.line,
      'Remove the line <!DOCTYPE …>: templates need no document type.',
    );
  });
  parser.on('opentagstart', (tag) => {
    if (++elements > LIMITS.elements)
      throw new XmlError(
        'too-many-elements',
        parser.line,
        `The file has more than ${LIMITS.elements} elements.`,
      );
    if (open.length >= LIMITS.depth)
      throw new XmlError(
        'too-deep',
        parser.line,
        `Elements stand inside each other more than ${LIMITS.depth} deep.`,
      );
    open.push({ name: tag.name, line: parser.line, attributes: new Map(), children: [] });
  });
  parser.on('attribute', ({ name, value }) => {
    if (value.length > LIMITS.attributeChars)
      throw new XmlError('attribute-too-long', parser.line, `The value of ${name} is longer than 64 KB.`);
    open.at(-1)!.attributes.set(name, { value, line: parser.line });
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  parser.write(text.startsWith('\ufeff') ? text.slice(1) : text).close();
  if (!root) throw new XmlError('xml-malformed', 0, 'The file is empty.');
  return root;
}

/** Turns the reader's words into what an author can do about it. */
function malformed(message: string, line: number, text: string): XmlError {
  const ampersand = text.search(/&(?!#\d+;|#x[\da-fA-F]+;|\w+;)/);
  if (/unexpected end|entity/.test(message) && ampersand >= 0)
    return new XmlError('xml-malformed', text.slice(0, ampersand).split('\n').length, hintFor('entity', ''));
  const source = text.split('\n')[line - 1] ?? '';
  return new XmlError('xml-malformed', line, hintFor(message, source));
}

function hintFor(message: string, source: string): string {
  if (/no whitespace between attributes|attribute.*without|unquoted|expected.*attribute/i.test(message))
    return 'A quotation mark inside a value ends it too early: write &quot; instead of ".';
  if (/entity|ampersand/i.test(message)) return 'A bare & is not allowed: write &amp; instead of &.';
  if (/disallowed character/i.test(message))
    return /"[^"]*<[^"]*"/.test(source)
      ? 'A bare < is not allowed inside a value: write &lt; instead of <.'
      : 'There is a character that XML does not allow. Remove it.';
  if (/unexpected close tag|unclosed tag|unmatched closing/i.test(message))
    return 'An element is not closed, or closed twice: every <Name> needs its </Name>.';
  if (/duplicate attribute/i.test(message)) return 'An attribute is written twice in the same element.';
  return `This is not XML: ${message.replace(/^\d+:\d+:\s*/, '')}`;
}

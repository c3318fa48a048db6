import { EXTENSION_NAMESPACE } from '@/utils/crm/template/crm-template';
import type { Issues } from '@/utils/crm/template/issue';
import type { XmlElement } from '@/utils/crm/template/xml';

/** What every part of the reader needs: where to report, and the prefix of our own attributes in this file. */
export interface Reading {
  readonly issues: Issues;
  /** Such as `sh:`; empty when the file uses none of our attributes. */
  readonly prefix: string;
  readonly allowedPrivate: ReadonlySet<string>;
}

/** An attribute's value; absent equals empty. */
export const attribute = (element: XmlElement, name: string): string =>
  element.attributes.get(name)?.value ?? '';

/** The line of an attribute, or of its element. */
export const lineOf = (element: XmlElement, name: string): number =>
  element.attributes.get(name)?.line ?? element.line;

/** One of our own attributes, whatever prefix the file gave our namespace. */
export const extension = ({ prefix }: Reading, element: XmlElement, name: string): string =>
  prefix === '' ? '' : attribute(element, prefix + name);

/** The prefix a file bound to our namespace, with its colon. */
export function extensionPrefix(root: XmlElement): string {
  for (const [name, { value }] of root.attributes)
    if (name.startsWith('xmlns:') && value === EXTENSION_NAMESPACE) return `${name.slice('xmlns:'.length)}:`;
  return '';
}

/** Children of a name, of the first child of another name: `within(request, 'Outputs', 'Output')`. */
export const within = (element: XmlElement, list: string, name: string): XmlElement[] =>
  element.children
    .filter((child) => child.name === list)
    .flatMap((child) => child.children.filter((item) => item.name === name));

/** The plain parameters of a scenario by name: those that belong to no list. */
export function plainParameters(scenario: XmlElement): Map<string, XmlElement> {
  const parameters = new Map<string, XmlElement>();
  for (const parameter of within(scenario, 'Parameters', 'Parameter')) {
    const name = attribute(parameter, 'Name');
    if (!parameters.has(name) && !LISTS.has(attribute(parameter, 'Father'))) parameters.set(name, parameter);
  }
  return parameters;
}

const LISTS = new Set(['CustomFieldList', 'PopulateTemplateString']);

/**
 * A flag: `1` on, `0` or absent off. The guide prints the letter O for the digit in places, so it is read as 0 with a
 * warning; anything else is an error.
 */
export function readFlag(
  value: string,
  fallback: boolean,
  line: number,
  path: string,
  issues: Issues,
): boolean {
  switch (value.trim()) {
    case '1':
      return true;
    case '0':
      return false;
    case '':
      return fallback;
    case 'o':
    case 'O':
      issues.warning('flag-letter-o', line, path, 'This is the letter O; it is read as the digit 0.');
      return false;
    default:
      issues.error('bad-flag', line, path, `Write 1 for yes or 0 for no, not "${value.slice(0, 40)}".`);
      return fallback;
  }
}

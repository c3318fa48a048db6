/**
 * The number as it may appear in a search: percent-encoding alone is undone by the CRM, where `9)or(id:equals:1` would
 * become part of the query. Empty when nothing is left: then nothing is asked.
 */
export const cleanNumber = (number: string): string => number.replace(/[^0-9A-Za-z+*#._@-]/g, '');

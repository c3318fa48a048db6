/** One field a line: `Call_Agenda = {{.Note}}`. */
export function writeFieldTemplates(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, template]) => `${name} = ${template}`)
    .join('\n');
}

/** Reads what `writeFieldTemplates` wrote, or a user typed. A line without `=` names a field that is written empty. */
export function readFieldTemplates(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const at = line.indexOf('=');
        return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );
}

/**
 * A template that cannot be read (`parse`: its author's mistake, found before use) or cannot be rendered with these
 * values (`exec`: this one rendering stops). The message is for people; `line` counts from 1.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly stage: 'parse' | 'exec';
  readonly line: number;

  constructor(stage: 'parse' | 'exec', message: string, line: number) {
    super(message);
    this.stage = stage;
    this.line = line;
  }
}

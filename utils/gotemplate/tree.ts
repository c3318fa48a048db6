/** What a template means, as its parser leaves it and its executor reads it. */
export type Node =
  | { readonly type: 'text'; readonly text: string; readonly line: number }
  | { readonly type: 'action'; readonly pipe: Pipe; readonly line: number }
  | {
      readonly type: 'if' | 'with' | 'range';
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
      readonly line: number;
    }
  | { readonly type: 'break' | 'continue'; readonly line: number };

/** `$a, $b := command | command`. */
export interface Pipe {
  readonly type: 'pipe';
  readonly variables: readonly string[];
  /** `=` instead of `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** Operands side by side; the first may be a function that takes the others. */
export type Command = readonly Operand[];

export type Operand =
  | { readonly type: 'dot' }
  | { readonly type: 'nil' }
  | { readonly type: 'constant'; readonly value: string | boolean | bigint | number }
  | { readonly type: 'function'; readonly name: string }
  | { readonly type: 'field'; readonly path: readonly string[] }
  | { readonly type: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly type: 'chain'; readonly of: Operand; readonly path: readonly string[] }
  | Pipe;

/** A template ready to be executed. */
export interface Template {
  readonly source: string;
  readonly nodes: readonly Node[];
}

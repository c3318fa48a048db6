import type { Node, Operand, Pipe, Template } from '@/utils/gotemplate/tree';

/** A place where a template prints or decides by a value, with the variables of the root it depends on. */
export interface FieldUse {
  readonly name: string;
  readonly line: number;
}

/**
 * The variables a template names at the root of its data, in order, each once: `{{.a}}`, `{{$.a.b}}`, `{{range .c}}`.
 * Inside `with` and `range` a field belongs to the item, so `.x` there names nothing of the root, `$.x` does.
 */
export function fieldsOf(template: Template): FieldUse[] {
  const uses = new Map<string, FieldUse>();
  const add = (name: string, line: number) => {
    if (!uses.has(name)) uses.set(name, { name, line });
  };
  visitAll(template.nodes, true);
  return [...uses.values()];

  function visitAll(nodes: readonly Node[], atRoot: boolean): void {
    for (const node of nodes) {
      if (!('pipe' in node)) continue;
      visitPipe(node.pipe, atRoot, node.line);
      if (!('body' in node)) continue;
      visitAll(node.body, atRoot && node.type === 'if');
      visitAll(node.otherwise, atRoot);
    }
  }

  function visitPipe(pipe: Pipe, atRoot: boolean, line: number): void {
    for (const operand of pipe.commands.flat()) visit(operand, atRoot, line);
  }

  function visit(operand: Operand, atRoot: boolean, line: number): void {
    if (operand.type === 'pipe') visitPipe(operand, atRoot, line);
    else if (operand.type === 'chain') visit(operand.of, atRoot, line);
    else if (operand.type === 'field' && atRoot) add(operand.path[0]!, line);
    else if (operand.type === 'variable' && operand.name === '$' && operand.path.length > 0)
      add(operand.path[0]!, line);
  }
}

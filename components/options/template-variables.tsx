import { EXAMPLE_VARIABLES } from '@/components/options/log-example';

/** Every variable a text may use, with what it holds for the example call. */
export function TemplateVariables() {
  return (
    <details class="variables">
      <summary>Variables</summary>
      <dl>
        {Object.entries(EXAMPLE_VARIABLES).map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{`{{.${name}}}`}</code>
            </dt>
            <dd dir="auto">{value === '' ? '(empty in the example)' : String(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

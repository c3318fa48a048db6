/** Variables of a call's subject and description. Source: Yeastar's CRM integration guide, call journal. */
const VARIABLES = [
  ['{{.Communication_Type}}', 'Inbound, Outbound or Internal'],
  ['{{.Call_Status}}', 'ANSWERED, NO ANSWER, BUSY, FAILED or VOICEMAIL'],
  ['{{.Call_From}}', 'who called'],
  ['{{.Call_To}}', 'who was called'],
  ['{{.Time}}', 'when the call began'],
  ['{{.Talk_Duration}}', 'how long you spoke'],
  ['{{.Contact_Name}}', 'name in the CRM'],
  ['{{.Call_Note}}', 'your notes'],
] as const;

/** The list of variables, folded below the fields that use them. */
export function TemplateVariables() {
  return (
    <div class="variables">
      <h3>Variables</h3>
      <dl>
        {VARIABLES.map(([name, meaning]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

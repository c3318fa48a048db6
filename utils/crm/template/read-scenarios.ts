import {
  type ComposedText,
  type CrmTemplate,
  type Features,
  type PopupRule,
  type RequestTemplate,
  SCENARIO_IDS,
  type ScenarioId,
} from '@/utils/crm/template/crm-template';
import {
  attribute,
  lineOf,
  plainParameters,
  readFlag,
  type Reading,
  within,
} from '@/utils/crm/template/parameters';
import { checkedPath, readRequests } from '@/utils/crm/template/read-request';
import { readText } from '@/utils/crm/template/read-text';
import { CONTACT_FIELDS } from '@/utils/crm/template/variables';
import type { XmlElement } from '@/utils/crm/template/xml';

type Elements = ReadonlyMap<ScenarioId, XmlElement>;
type Scenarios = Pick<
  CrmTemplate,
  'scenarios' | 'popup' | 'shownFields' | 'requests' | 'journalText' | 'ticketText' | 'playRecording'
>;

const DESCRIPTION =
  '{{.Time}} {{.Communication_Type}} {{.Call_Status}} - from {{.Call_From}} to {{.Call_To}} {{.Talk_Duration}}';
const TICKET_SUBJECT = '{{.Communication_Type}} {{.Call_Status}} - from {{.Call_From}} to {{.Call_To}}';

/** Reads all scenarios but AuthMethod; `elements` holds every known one. */
export function readScenarios(
  root: XmlElement,
  reading: Reading,
): { elements: Elements; scenarios: Scenarios } {
  const elements = findScenarios(root, reading);
  const requests = Object.fromEntries(
    SCENARIO_IDS.filter((id) => id !== 'AuthMethod').map((id) => {
      const element = elements.get(id);
      return [id, element ? readRequests(element, id, reading) : []];
    }),
  ) as unknown as CrmTemplate['requests'];
  const journal = elements.get('CallJournal');
  const flag = (name: string, fallback: boolean) => readParameterFlag(journal, name, fallback, reading);
  return {
    elements,
    scenarios: {
      scenarios: [...elements.keys()],
      popup: readPopup(elements.get('SyncContactAuto'), reading),
      shownFields: readShownFields(elements.get('SyncContactAuto'), requests, reading),
      requests,
      journalText: readComposed(journal, 'CallJournal', 'Extension Call', reading),
      ticketText: readComposed(elements.get('CreateNewTicket'), 'CreateNewTicket', TICKET_SUBJECT, reading),
      playRecording: {
        enabled: flag('PlayCallRecording', true),
        editable: flag('EnablePlayCallRecording', true),
      },
    },
  };
}

function findScenarios(root: XmlElement, { issues }: Reading): Elements {
  const elements = new Map<ScenarioId, XmlElement>();
  for (const element of within(root, 'Scenarios', 'Scenario')) {
    const written = attribute(element, 'Id');
    const line = lineOf(element, 'Id');
    const id = SCENARIO_IDS.find((known) => known === written);
    if (!id) {
      issues.warning(
        'unknown-scenario',
        line,
        written,
        `The scenario "${written.slice(0, 60)}" is not known; it is left out.`,
      );
      continue;
    }
    if (elements.has(id)) {
      issues.error('duplicate-scenario', line, id, `The scenario ${id} is written twice. Join them.`);
      continue;
    }
    const type = id === 'AuthMethod' ? 'AUTH' : 'REST';
    if (attribute(element, 'Type') !== type)
      issues.warning('scenario-type', line, id, `The Type of ${id} is always ${type}; it is read as that.`);
    elements.set(id, element);
  }
  return elements;
}

/** Which features are on: the flag says so and the scenario has a request. */
export function readFeatures(
  root: XmlElement,
  elements: Elements,
  requests: CrmTemplate['requests'],
  isHelpdesk: boolean,
  { issues }: Reading,
): Features {
  const feature = (id: 'UserAssociation' | 'CallJournal' | 'CreateNewContact' | 'CreateNewTicket') => {
    const line = lineOf(root, id);
    const isWanted = readFlag(attribute(root, id), false, line, `Information › ${id}`, issues);
    const element = elements.get(id);
    if (!isWanted && element)
      issues.warning(
        'scenario-disabled',
        element.line,
        id,
        `${id} is written, but off: write ${id}="1" in Information.`,
      );
    if (isWanted && requests[id].length === 0)
      issues.warning(
        'no-request',
        element?.line ?? line,
        id,
        `${id} is on, but there is no request for it: it stays off.`,
      );
    return isWanted && requests[id].length > 0;
  };
  const ticket = feature('CreateNewTicket');
  if (ticket && !isHelpdesk)
    issues.warning(
      'ticket-needs-helpdesk',
      lineOf(root, 'CreateNewTicket'),
      'CreateNewTicket',
      'Tickets need Provider="helpdesk"; they stay off.',
    );
  return {
    userAssociation: feature('UserAssociation'),
    callJournal: feature('CallJournal'),
    createNewContact: feature('CreateNewContact'),
    createNewTicket: ticket && isHelpdesk,
    contactLookup: requests.SyncContactAuto.length > 0,
  };
}

function readParameterFlag(
  scenario: XmlElement | undefined,
  name: string,
  fallback: boolean,
  reading: Reading,
): boolean {
  const parameter = scenario && plainParameters(scenario).get(name);
  if (!parameter) return fallback;
  const path = `${attribute(scenario, 'Id')} › ${name}`;
  return readFlag(attribute(parameter, 'Value'), fallback, lineOf(parameter, 'Value'), path, reading.issues);
}

function readComposed(
  scenario: XmlElement | undefined,
  id: string,
  subject: string,
  reading: Reading,
): ComposedText {
  const text = (name: string, fallback: string) => {
    const parameter = scenario && plainParameters(scenario).get(name);
    const line = parameter ? lineOf(parameter, 'Value') : 0;
    return readText(
      parameter ? attribute(parameter, 'Value') : fallback,
      line,
      `${id} › ${name}`,
      reading.issues,
    );
  };
  return {
    subject: text('Subject', subject),
    subjectEditable: readParameterFlag(scenario, 'EnableSubject', false, reading),
    description: text('Description', DESCRIPTION),
    descriptionEditable: readParameterFlag(scenario, 'EnableDescription', false, reading),
  };
}

function readPopup(scenario: XmlElement | undefined, reading: Reading): PopupRule {
  if (!scenario) return { kind: 'none' };
  const parameters = plainParameters(scenario);
  const place = 'SyncContactAuto › ContactUrlType';
  const value = (name: string) => (parameters.has(name) ? attribute(parameters.get(name)!, 'Value') : '');
  const line = (name: string) =>
    parameters.has(name) ? lineOf(parameters.get(name)!, 'Value') : scenario.line;
  switch (value('ContactUrlType')) {
    case 'retrieve_from_contact': {
      const path = checkedPath(value('ContactFieldForUri'), line('ContactFieldForUri'), place, reading);
      if (path.trim() === '')
        reading.issues.error(
          'missing-attribute',
          line('ContactFieldForUri'),
          place,
          'ContactFieldForUri is missing.',
        );
      return { kind: 'field', path };
    }
    case 'specify_url_format':
    case '': {
      const source = value('URLFormat');
      if (source.trim() !== '')
        return {
          kind: 'format',
          format: readText(source, line('URLFormat'), 'SyncContactAuto › URLFormat', reading.issues),
        };
      reading.issues.warning(
        'no-popup',
        scenario.line,
        place,
        "There is no URLFormat: a contact's page cannot be opened.",
      );
      return { kind: 'none' };
    }
    default:
      reading.issues.error(
        'bad-value',
        line('ContactUrlType'),
        place,
        'ContactUrlType must be specify_url_format or retrieve_from_contact.',
      );
      return { kind: 'none' };
  }
}

/** A field is shown when its flag is 1, or absent and an Output fills it. */
function readShownFields(
  scenario: XmlElement | undefined,
  requests: Readonly<Record<string, readonly RequestTemplate[]>>,
  reading: Reading,
): ReadonlySet<string> {
  const filled = new Set(
    Object.values(requests).flatMap((list) =>
      list.flatMap((request) => request.outputs.map(({ name }) => name)),
    ),
  );
  const shown = new Set<string>(
    CONTACT_FIELDS.filter((field) =>
      readParameterFlag(scenario, `${field}Enable`, filled.has(field), reading),
    ),
  );
  if (scenario && !shown.has('FirstName') && filled.has('FirstName'))
    reading.issues.warning(
      'first-name-disabled',
      scenario.line,
      'SyncContactAuto › FirstNameEnable',
      'FirstName is always shown: a contact needs a name.',
    );
  return shown.add('FirstName').add('ContactsId');
}

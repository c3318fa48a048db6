import { TemplateWorkbench } from '@/components/options/template-workbench';
import type { SettingsModel } from '@/components/options/settings-model';
import type { PageModel } from '@/components/page-model';
import type { InstalledTemplate } from '@/utils/crm/template/installed-templates';
import zendesk from '../../../public/templates/zendesk.xml?raw';
import { NOW } from './fixtures';

/** A file somebody has edited by hand: no key, and a parameter nobody knows. */
const BROKEN = zendesk.replace('Key="zendesk"', '').replace('Name="AuthMethod"', 'Name="AuthMethode"');

/** The workbench over a CRM that answers one contact; `installed` decides what is there already. */
export function workbenchScene(
  settings: SettingsModel,
  model: PageModel,
  installed: 'none' | 'good' | 'broken',
  onDownload: (name: string, text: string) => void,
) {
  const files: InstalledTemplate[] = [
    { key: 'zendesk', name: 'Zendesk', xml: installed === 'broken' ? BROKEN : zendesk, installedAt: NOW },
  ];
  return (
    <TemplateWorkbench
      settings={settings}
      model={model}
      now={() => NOW}
      onCopy={() => {}}
      onDownload={onDownload}
      port={{
        builtIn: [
          { key: 'salesforce', name: 'Salesforce' },
          { key: 'sugarcrm', name: 'SugarCRM' },
          { key: 'vtiger', name: 'vTiger' },
          { key: 'zendesk', name: 'Zendesk' },
          { key: 'blank', name: 'Blank' },
        ],
        readBuiltIn: async () => zendesk,
        installed: async () => (installed === 'none' ? [] : files),
        saveInstalled: async () => {},
        allowedPrivate: async () => [],
        allowPrivate: async () => {},
        isGranted: async () => installed !== 'none',
        grant: async () => true,
        redirectUri: 'https://pnbelmgbcfkdllacdchjejgeblpiaahc.chromiumapp.org/',
        signIn: async () => {},
        tryNumber: async () => ({
          problem: '',
          contacts: [
            {
              module: 'users',
              id: '11',
              kindLabel: 'User',
              name: 'Jane Roe',
              email: 'jane@halden.example',
              phones: [{ label: 'Business', number: '+493023125380' }],
              url: 'https://halden.zendesk.com/agent/users/11/tickets',
            },
          ],
          steps: [
            {
              step: 'SyncContactAuto › users',
              request: {
                method: 'GET',
                url: 'https://halden.zendesk.com/api/v2/search.json?query=type:user%20phone:%2B493023125380',
                headers: ['accept: application/json', 'authorization: Basic ••••'],
                body: '',
              },
              answer: {
                status: 200,
                isCut: false,
                body: '{\n  "results": [\n    {\n      "id": 11,\n      "name": "Jane Roe"\n    }\n  ]\n}',
              },
            },
          ],
        }),
      }}
    />
  );
}

import { createRandom, type Random } from '../random.ts';
import type { ZohoData } from '../zoho-data.ts';

/** A country's numbers and the ways people there write them. `#` is a digit of the number. */
interface CountryPlan {
  readonly country: string;
  readonly code: string;
  /** Dialled before a country code in a call abroad; in Brazil with the code of a carrier. */
  readonly international: string;
  /** Written before the national number inside the country. */
  readonly trunk: string;
  /** National numbers without the trunk: fixed beginnings, `#` for a free digit. */
  readonly numbers: readonly string[];
  /** How digits are grouped inside the country, from the left. */
  readonly groups: readonly number[];
}

/** Fifteen countries. The beginnings are of real area or mobile codes, so that validity checks accept them. */
export const COUNTRY_PLANS: readonly CountryPlan[] = [
  {
    country: 'United States',
    code: '1',
    international: '011',
    trunk: '',
    numbers: ['212555####', '415555####', '617555####'],
    groups: [3, 3, 4],
  },
  {
    country: 'Canada',
    code: '1',
    international: '011',
    trunk: '',
    numbers: ['416555####', '604555####', '514555####'],
    groups: [3, 3, 4],
  },
  {
    country: 'United Kingdom',
    code: '44',
    international: '00',
    trunk: '0',
    numbers: ['207946####', '1134960###', '161496####'],
    groups: [4, 3, 3],
  },
  {
    country: 'Germany',
    code: '49',
    international: '00',
    trunk: '0',
    numbers: ['3023125###', '17139200##', '896904####'],
    groups: [3, 4, 4],
  },
  {
    country: 'France',
    code: '33',
    international: '00',
    trunk: '0',
    numbers: ['19900####', '26191####', '46571####'],
    groups: [1, 2, 2, 2, 2],
  },
  {
    country: 'Spain',
    code: '34',
    international: '00',
    trunk: '',
    numbers: ['91######7', '6123#####', '93######2'],
    groups: [3, 3, 3],
  },
  {
    country: 'Italy',
    code: '39',
    international: '00',
    trunk: '',
    numbers: ['0661######', '0248######', '3471######'],
    groups: [3, 3, 4],
  },
  {
    country: 'Netherlands',
    code: '31',
    international: '00',
    trunk: '0',
    numbers: ['20624####', '61234####', '10436####'],
    groups: [2, 3, 4],
  },
  {
    country: 'Sweden',
    code: '46',
    international: '00',
    trunk: '0',
    numbers: ['8465004##', '7017406##', '31390####'],
    groups: [2, 3, 2, 2],
  },
  {
    country: 'Poland',
    code: '48',
    international: '00',
    trunk: '',
    numbers: ['22621####', '50123####', '12422####'],
    groups: [3, 3, 3],
  },
  {
    country: 'India',
    code: '91',
    international: '00',
    trunk: '0',
    numbers: ['98765#####', '2226####38', '8040#####2'],
    groups: [5, 5],
  },
  {
    country: 'Japan',
    code: '81',
    international: '010',
    trunk: '0',
    numbers: ['33581####', '9012######', '66341####'],
    groups: [2, 4, 4],
  },
  {
    country: 'Australia',
    code: '61',
    international: '0011',
    trunk: '0',
    numbers: ['25550####', '491570###', '87010####'],
    groups: [1, 4, 4],
  },
  {
    country: 'Brazil',
    code: '55',
    international: '0021',
    trunk: '0',
    numbers: ['1191234####', '2133######', '1132######'],
    groups: [2, 5, 4],
  },
  {
    country: 'South Africa',
    code: '27',
    international: '00',
    trunk: '0',
    numbers: ['21465####', '82123####', '11784####'],
    groups: [2, 3, 4],
  },
];

function grouped(digits: string, groups: readonly number[], separator: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const size of groups) {
    if (at < digits.length) parts.push(digits.slice(at, at + size));
    at += size;
  }
  if (at < digits.length) parts.push(digits.slice(at));
  return parts.join(separator);
}

/** The formats in which the same number is stored; the last needs a trunk prefix to make sense. */
const FORMATS: readonly ((plan: CountryPlan, national: string) => string)[] = [
  (plan, national) => `+${plan.code}${national}`,
  (plan, national) => `+${plan.code} ${grouped(national, plan.groups, ' ')}`,
  (plan, national) => `+${plan.code}-${grouped(national, plan.groups, '-')}`,
  (plan, national) => `${plan.international}${plan.code}${national}`,
  (plan, national) => plan.trunk + grouped(national, plan.groups, ' '),
  (plan, national) => plan.trunk + national,
  (plan, national) => plan.trunk + grouped(national, plan.groups, '-'),
  (plan, national) => plan.trunk + grouped(national, plan.groups, '.'),
  (plan, national) =>
    `(${plan.trunk}${national.slice(0, plan.groups[0])}) ${grouped(national.slice(plan.groups[0]), plan.groups.slice(1), '-')}`,
  (plan, national) =>
    `+${plan.code} (${plan.trunk || national.slice(0, 1)}) ${grouped(plan.trunk ? national : national.slice(1), plan.groups, ' ')}`,
];

const FIRST_NAMES =
  'Ada Boris Chiara Dmitri Elif Farid Gemma Hiroshi Ines Jonah Kaya Lorenzo Mina Nils Olga Pablo Quinn Rosa Sanjay Tara Umar Vera Wanda Xavier Yuki Zainab'.split(
    ' ',
  );
const LAST_NAMES =
  'Abbott Baranov Costa Dubois Eriksen Fischer Gupta Hughes Ivanova Jensen Khan Larsson Meyer Nakamura Olsen Pereira Quist Rossi Silva Torres Ueda Virtanen Wagner Xu Young Zielinski'.split(
    ' ',
  );

/** A number of the plan that no other contact has. */
function freshNumber(plan: CountryPlan, random: Random, used: Set<string>): string {
  while (true) {
    const national = random.pick(plan.numbers).replace(/#/g, () => String(random.below(10)));
    const whole = plan.code + national;
    if (used.has(whole)) continue;
    used.add(whole);
    return national;
  }
}

/** What a generated contact's number is, apart from how it is stored. */
export interface GeneratedNumber {
  readonly id: string;
  readonly e164: string;
  readonly country: string;
}

/** Adds `count` contacts with numbers in the storage formats of fifteen countries. Same seed, same contacts. */
export function generateContacts(data: ZohoData, count: number, seed: number): GeneratedNumber[] {
  const random = createRandom(seed);
  const numbers: GeneratedNumber[] = [];
  const used = new Set<string>();
  for (let index = 0; index < count; index++) {
    const plan = COUNTRY_PLANS[index % COUNTRY_PLANS.length]!;
    const national = freshNumber(plan, random, used);
    const format = FORMATS[Math.floor(index / COUNTRY_PLANS.length) % FORMATS.length]!;
    const first = random.pick(FIRST_NAMES);
    const last = `${random.pick(LAST_NAMES)} ${index}`;
    const record = data.add('Contacts', {
      First_Name: first,
      Last_Name: last,
      Email: `${first}.${index}@generated.example`.toLowerCase(),
      [index % 3 === 2 ? 'Mobile' : 'Phone']: format(plan, national),
      Mailing_Country: plan.country,
    });
    numbers.push({ id: record.id, e164: `+${plan.code}${national}`, country: plan.country });
  }
  return numbers;
}

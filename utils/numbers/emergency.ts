/** Answered as an emergency call by every GSM network (3GPP TS 22.101, section 10.1.1). */
const EVERYWHERE = ['112', '911'];

/** National emergency numbers beside those, by region. Source: ITU-T E.161.1 and the national numbering plans. */
const BY_COUNTRY: Record<string, string> = {
  AE: '997 998 999',
  AR: '100 101 107',
  AT: '122 133 144',
  AU: '000 106',
  BD: '999',
  BE: '100 101',
  BR: '190 192 193',
  CH: '117 118 144',
  CL: '131 132 133',
  CN: '110 119 120',
  CO: '123',
  CZ: '150 155 158',
  DE: '110',
  EG: '122 123 180',
  ES: '061 062 080 091 092',
  FR: '15 17 18 114 115 119 191 196',
  GB: '999',
  GH: '191 192 193',
  GR: '100 108 166 199',
  HK: '999',
  HU: '104 105 107',
  ID: '110 113 118',
  IE: '999',
  IL: '100 101 102',
  IN: '100 101 102 108',
  IT: '113 115 118',
  JP: '110 118 119',
  KE: '999',
  KR: '119',
  LU: '113',
  MX: '060 065',
  MY: '999',
  NG: '199',
  NO: '110 113',
  NZ: '111',
  PH: '117',
  PK: '15 16 115 1122',
  PL: '997 998 999',
  PT: '115 117',
  QA: '999',
  RU: '01 02 03 101 102 103',
  SA: '997 998 999',
  SG: '995 999',
  TH: '191 199 1669',
  TR: '110 155',
  TW: '110 119',
  UA: '101 102 103',
  US: '933',
  VN: '113 114 115',
  ZA: '10111 10177',
};

/** Whether the digits as dialled reach the emergency services in `country` (ISO 3166-1 alpha-2). */
export function isEmergencyNumber(digits: string, country?: string): boolean {
  if (EVERYWHERE.includes(digits)) return true;
  return (BY_COUNTRY[country?.toUpperCase() ?? ''] ?? '').split(' ').includes(digits) && digits !== '';
}

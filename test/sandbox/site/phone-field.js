import { h } from './dom.js';

const value = (number) => h('span', { class: 'cxPhoneViewValue lvPhFld', 'data-zcqa': 'phoneValue' }, number);

/** The four ways the product draws a phone number; which one depends on the organisation's telephony settings. */
const SHAPES = {
  plain: (number) => [value(number)],
  outbound: (number) => [
    h('div', { class: 'cxPhoneViewOutbound' },
      value(number),
      h('span', { class: 'cxCalliconOuter' }, h('span', { class: 'cxCallIcon' })),
      h('span', { class: 'cxPhoneViewCallLabel' }, 'Call')),
  ],
  bridge: (number, module, id) => [
    h('div', { class: 'cxPhoneViewZPBEnabled' },
      value(number),
      h('span', { class: 'cxPhoneViewZPBEnabledIconWrap' },
        h('zpb-phone', { number, module, recordid: id, 'lt-prop-title': 'Call' }))),
  ],
  'no-bridge': (number, module, id) => [
    h('div', { class: 'cxPhoneViewZPBNotEnabled' },
      h('zpb-phone', { phoneno: number, callbackparam: `${module}:${id}` }, value(number)),
      h('a', { class: 'cxPhoneSkypeCall', href: `skype:${number}?call`, 'aria-label': 'Call with Skype' })),
  ],
};

/** The phone value component. A masked number shows only its last digits. */
export function phoneField(crm, module, record, field) {
  const number = record[field];
  if (!number) return h('crux-phone-component', { 'cx-prop-api-name': field });
  const masked = crm.site.maskedFields.includes(field);
  const inner = masked
    ? [h('span', { class: 'cxElemMaskValue' }, `•••• ${number.slice(-2)}`), h('span', { class: 'cxElemMaskIcon', title: 'Masked' })]
    : SHAPES[crm.site.phoneShape](number, module, record.id);
  return h('crux-phone-component', { 'cx-prop-api-name': field, 'cx-prop-module': module },
    h('div', { class: 'phoneRtl cxElemCompViewValue' }, inner));
}

// Zoho One shows the CRM in a frame. The address after /zohoone/ is the address inside the frame.
const crmHost = location.host.replace(/^one\./, 'crm.');
const inside = /^\/zohoone(\/crm\/.*)$/.exec(location.pathname)?.[1] ?? '/crm/';
document.getElementById('crmFrame').src = `https://${crmHost}${inside}${location.search}`;

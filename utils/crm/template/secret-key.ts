/** A password field's place in the vault. */
export const secretKey = (field: string) => `crm.template.secret.${field}` as const;

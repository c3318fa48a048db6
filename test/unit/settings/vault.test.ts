import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createVault, VaultLocked, WrongPassphrase } from '@/utils/settings/vault-store';

describe('the vault', () => {
  it('keeps a secret across contexts and forgets an empty one', async () => {
    const factory = new IDBFactory();
    await createVault(factory).set('sip.password', 'correct horse');
    const other = createVault(factory);
    expect(await other.get('sip.password')).toBe('correct horse');
    await other.set('sip.password', '');
    expect(await other.has('sip.password')).toBe(false);
    expect(await other.get('sip.password')).toBeNull();
  });

  it('never stores a secret in clear', async () => {
    const factory = new IDBFactory();
    await createVault(factory).set('crm.zoho.refreshToken', 'canary-7f3a');
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = factory.open('switchhook-vault');
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const row = await new Promise<{ data: ArrayBuffer }>((resolve) => {
      const reading = database.transaction('secrets').objectStore('secrets').get('crm.zoho.refreshToken');
      reading.addEventListener('success', () => resolve(reading.result));
    });
    expect(new TextDecoder().decode(row.data)).not.toContain('canary');
  });

  it('opens only with the passphrase once it has one, also in another context', async () => {
    const factory = new IDBFactory();
    const first = createVault(factory);
    await first.set('sip.password', 'secret');
    await first.setPassphrase('open sesame');
    expect(await first.get('sip.password')).toBe('secret');

    const second = createVault(factory);
    expect(await second.locked()).toBe(true);
    await expect(second.get('sip.password')).rejects.toBeInstanceOf(VaultLocked);
    await expect(second.set('sip.password', 'x')).rejects.toBeInstanceOf(VaultLocked);
    await expect(second.unlock('wrong')).rejects.toBeInstanceOf(WrongPassphrase);
    await second.unlock('open sesame');
    expect(await second.get('sip.password')).toBe('secret');
    second.lock();
    await expect(second.get('sip.password')).rejects.toBeInstanceOf(VaultLocked);
    await second.unlock('open sesame');
    await second.setPassphrase(null);
    expect(await createVault(factory).get('sip.password')).toBe('secret');
  });
});

describe('the copy of the vault', () => {
  const used = async () => {
    const copies = Promise.resolve(new IDBFactory());
    const disk = new IDBFactory();
    const vault = createVault(disk, copies);
    await vault.set('sip.password', 'correct horse');
    await vault.set('crm.zoho.refreshToken', 'gone');
    await vault.set('crm.zoho.refreshToken', '');
    return { vault, disk, copies };
  };

  it('opens where the browser emptied its storage', async () => {
    const { copies } = await used();
    const after = createVault(new IDBFactory(), copies);
    expect(await after.get('sip.password')).toBe('correct horse');
    expect(await after.has('crm.zoho.refreshToken')).toBe(false);
  });

  it('opens with the passphrase only, once there is one', async () => {
    const { vault, copies } = await used();
    await vault.setPassphrase('open sesame');
    const after = createVault(new IDBFactory(), copies);
    await expect(after.get('sip.password')).rejects.toBeInstanceOf(VaultLocked);
    await after.unlock('open sesame');
    expect(await after.get('sip.password')).toBe('correct horse');
  });

  it('brings back nothing that was cleared', async () => {
    const { vault, disk, copies } = await used();
    await vault.clear();
    expect(await createVault(disk, copies).has('sip.password')).toBe(false);
    expect(await createVault(new IDBFactory(), copies).has('sip.password')).toBe(false);
  });
});

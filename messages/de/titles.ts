import type { titles as english } from '../en/titles';
import type { Translation } from '../translation';

export const titles: Translation<typeof english> = {
  account: 'Konto',
  profile: 'Profil',
  serverGuard: 'Prüfung auf dem Server',
  clientGuard: 'Prüfung im Browser',
  signIn: 'Anmelden',
  accountDeleted: 'Konto gelöscht',
  notFound: 'Nicht gefunden',
};

import type { titles as english } from '../en/titles';
import type { Translation } from '../translation';

export const titles: Translation<typeof english> = {
  account: 'Konto',
  profile: 'Profil',
  serverGuard: 'Prüfung auf dem Server',
  clientGuard: 'Prüfung im Browser',
  signIn: 'Anmelden',
  accountDeleted: 'Konto gelöscht',
  devices: 'Geräte',
  activity: 'Aktivitäten',
  security: 'Sicherheit',
  notMe: 'Das waren nicht Sie',
  admin: 'Verwaltung',
  user: 'Person',
  notFound: 'Nicht gefunden',
};

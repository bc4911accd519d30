import type { demo as english } from '../en/demo';
import type { Translation } from '../translation';

export const demo: Translation<typeof english> = {
  heading: 'Einmal anmelden. Überall abmelden.',
  pitch:
    'Mit Google, einem Passkey oder Ihrer E-Mail-Adresse. Sie sehen alle Geräte, auf denen Sie angemeldet sind, und melden jedes davon sofort ab.',
  developers:
    '<strong>Für Entwickler:</strong> {brand} bringt Anmeldung und Sitzungen für Next.js auf AWS Amplify. Das Cookie ist wie eine Garderobenmarke: Darauf steht eine Nummer und sonst nichts. Was dazu gehört, auch die Tokens von Cognito, bleibt versiegelt auf Ihrem Server.',
  pages: {
    heading: 'Jede Art geschützter Seiten zum Ausprobieren',
    profile: 'Profil',
    profileText:
      'Eine Client-Komponente. Sie zeigt die Sitzung, die sie bekommen hat, und merkt in Sekunden, wenn sie endet.',
    server: 'Prüfung auf dem Server',
    serverText:
      'Eine Server-Komponente. Sie liest die Sitzung und fragt dann Cognito mit den versiegelten Tokens nach Ihren Attributen.',
    client: 'Prüfung im Browser',
    clientText:
      'Eine Seite, die im Browser entsteht und Besucher ohne Sitzung von dort zur Anmeldung schickt.',
    handbook: 'Handbuch',
    handbookText:
      'Vorab erzeugte Seiten für Mitglieder. Die Sitzung wird davor geprüft; kein Cache gibt sie an andere weiter.',
    account: 'Konto',
    accountText:
      'Wer Sie sind, wie lange diese Sitzung dauert, und eine Server Action, die Ihren Namen bei Cognito ändert.',
  },
  how: {
    heading: 'So funktioniert es',
    cookie: 'Ein kleines Cookie',
    cookieText:
      'Eine signierte, zufällige Sitzungsnummer von höchstens 200 Byte. Sie wird beim An- und beim Abmelden geschrieben, dazwischen nie.',
    tokens: 'Tokens versiegelt in Redis',
    tokensText:
      'Die Tokens von Cognito liegen verschlüsselt in der Sitzung und werden dort erneuert, einmal, egal wie viele Tabs offen sind.',
    signOut: 'Abmelden, das gilt',
    signOutText:
      'Beim Abmelden wird die Sitzung gelöscht, das Refresh-Token widerrufen und die Sitzung bei Cognito beendet, auf jeder Instanz.',
  },
  asking: 'Wir fragen, wer hier angemeldet ist.',
  notGiven: 'nicht angegeben',
  profile: {
    eyebrow: 'Sitzung im Browser',
    title: 'Ihr Profil',
    lead: 'Diese Seite zeigt die Sitzung, wie der Browser sie kennt, und erfährt sofort, wenn sie endet.',
    card: 'Aus useSession()',
    signedInWith: 'Angemeldet mit {way}',
    email: 'E-Mail',
    groups: 'Gruppen',
    none: 'Keine',
    signedIn: 'Angemeldet',
    expires: 'Läuft ab',
  },
  server: {
    eyebrow: 'Prüfung auf dem Server',
    title: 'Guten Tag, {name}',
    lead: 'Der Server hat Ihre Sitzung gelesen, bevor er diese Seite erzeugt hat. Wer nicht angemeldet ist, kommt zur Anmeldung und danach hierher zurück.',
    card: 'Ihre Attribute bei Cognito',
    intro: 'Von Amplify auf dem Server gelesen, mit Tokens, die ihn nie verlassen haben.',
    yes: 'ja',
    no: 'nein',
    attributes: {
      sub: 'Subject',
      name: 'Name',
      email: 'E-Mail',
      email_verified: 'E-Mail bestätigt',
      picture: 'Bild',
      identities: 'Verknüpfte Identitäten',
    },
  },
  client: {
    eyebrow: 'Prüfung im Browser',
    title: 'Im Browser entschieden',
    lead: 'Hier fragt der Browser den Server, wer Sie sind, zeigt Ihnen den Inhalt und schickt andere zur Anmeldung.',
    noScript: 'Diese Prüfung läuft im Browser und braucht JavaScript.',
    welcome: 'Willkommen, {name}',
    text: 'Beenden Sie diese Sitzung in einem anderen Browser, dann geht diese Seite innerhalb von fünf Sekunden von selbst.',
  },
};

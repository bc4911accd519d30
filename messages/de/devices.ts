import type { devices as english } from '../en/devices';
import type { Translation } from '../translation';

export const devices: Translation<typeof english> = {
  heading: 'Ihre Geräte',
  lead: 'Hier sind Sie angemeldet. Ein Gerät ist Ihnen fremd? Melden Sie es ab, und <link>ändern Sie dann Ihr Passwort</link>.',
  list: {
    onlyHere: 'Sie sind nur auf diesem Gerät angemeldet.',
    count: 'Sie sind auf {count} Geräten angemeldet.',
    others: 'Alle anderen Geräte abmelden',
    willBe: 'Abgemeldet wird: {which}.',
    allOthers: 'alle {count} anderen Geräte',
    theOther: 'Das andere Gerät abmelden',
    theOthers: '{count} Geräte abmelden',
    here: 'Hier abmelden',
    end: 'Abmelden',
    endWhich: '{device} abmelden',
    endSure: '{device} abmelden? Dort geöffnete Seiten werden sofort geschlossen.',
    endIt: 'Gerät abmelden',
    notMe: 'Das war ich nicht',
    notMeWhich: 'Das war ich nicht: {which}',
  },
  signedOut: '{device} wurde abgemeldet.',
  thatSignedOut: 'Das Gerät wurde abgemeldet.',
  already: 'Das Gerät war schon abgemeldet.',
  othersAlready: 'Alle anderen Geräte waren schon abgemeldet.',
  otherSignedOut: 'Das andere Gerät wurde abgemeldet.',
  othersSignedOut: '{count} andere Geräte wurden abgemeldet.',
};

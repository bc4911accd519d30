import type { device as english } from '../en/device';
import type { Translation } from '../translation';

export const device: Translation<typeof english> = {
  described: '{browser} unter {system}',
  browser: 'Ein Browser',
  system: 'einem unbekannten System',
  unknown: 'Ein unbekannter Browser',
  computer: 'Computer',
  phone: 'Telefon oder Tablet',
  current: 'Dieses Gerät',
  activeNow: 'Gerade aktiv',
  lastActive: 'Zuletzt aktiv {when}',
  signedIn: 'Angemeldet {when} mit {way}',
  fromPlace: ', aus {place}',
  fromAddress: ', von {address}',
};

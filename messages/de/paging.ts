import type { paging as english } from '../en/paging';
import type { Translation } from '../translation';

export const paging: Translation<typeof english> = {
  first: 'Erste Seite',
  next: 'Nächste Seite',
};

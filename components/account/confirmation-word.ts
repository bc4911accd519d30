/** What someone types who really wants their account deleted. */
export const CONFIRMATION = 'delete';

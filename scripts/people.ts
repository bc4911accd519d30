/** Says where to open the app and who can sign in: the local AWS has these people from the start. */
export function announcePeople(origin: string, localAwsPort: number): void {
  console.log(`
  Open       ${origin}
  Sign in    demo@example.com   Demo-Passw0rd!
             admin@example.com  Admin-Passw0rd!   (group admins)
             or with Google as ada@gmail.example or grace@gmail.example
  Inbox      http://localhost:${localAwsPort}/inbox   (codes for new accounts)

  Ctrl-C stops everything.
`);
}

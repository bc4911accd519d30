import { ConfigureAmplifyClientSide } from './configure-amplify';

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        <ConfigureAmplifyClientSide outputs={JSON.parse(process.env.AMPLIFY_OUTPUTS)} />
        {children}
      </body>
    </html>
  );
}

/** An address that, where it does not fit, goes on below from its sign rather than from anywhere. Copied, it is itself. */
export function EMail({ address }: { address: string }) {
  const sign = address.lastIndexOf('@');
  return (
    <>
      {address.slice(0, sign)}
      <wbr />
      {address.slice(sign)}
    </>
  );
}

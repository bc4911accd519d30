import { readPrices } from './prices';

export default async function PricesPage() {
  const { monthly, asOf } = await readPrices();
  return (
    <>
      <h1>Prices</h1>
      <p>
        {monthly} a month, as of <time>{asOf}</time>
      </p>
    </>
  );
}

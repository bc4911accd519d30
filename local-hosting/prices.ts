/**
 * What Amplify Hosting's compute costs, in US dollars, without the free tier.
 *
 * Source: AWS's price list for `AWSAmplify` (usage types `HostingComputeRequestCount` and
 * `HostingComputeRequestDuration`, in force since 2024-10-01, the same in every region listed), and for traffic
 * https://aws.amazon.com/amplify/pricing/. Read on 2026-11-21.
 */
export const PRICES = {
  perRequest: 0.3 / 1_000_000,
  perGigabyteHour: 0.2,
  perGigabyteServed: 0.15,
} as const;

/** Gigabytes of memory that an environment is billed for. */
export const ENVIRONMENT_GIGABYTES = 1;

export interface Usage {
  readonly requests: number;
  readonly billedSeconds: number;
  readonly servedBytes: number;
}

/** US dollars for `usage`: requests, seconds times memory, and bytes to browsers. */
export function costOf({ requests, billedSeconds, servedBytes }: Usage): number {
  const gigabyteHours = (billedSeconds * ENVIRONMENT_GIGABYTES) / 3600;
  return (
    requests * PRICES.perRequest +
    gigabyteHours * PRICES.perGigabyteHour +
    (servedBytes / 1_000_000_000) * PRICES.perGigabyteServed
  );
}

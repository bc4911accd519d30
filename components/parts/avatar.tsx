import styles from './avatar.module.css';

interface AvatarProps {
  readonly name: string;
  /** An `https:` address, or null for initials. */
  readonly picture: string | null;
  readonly size?: 'small' | 'large';
}

/** A user's picture or initials. Decorative: the name stands beside it. */
export function Avatar({ name, picture, size = 'small' }: AvatarProps) {
  const className = `${styles.avatar} ${styles[size]}`;
  if (picture?.startsWith('https://')) {
    // A plain image: the picture is on the identity provider's host, which next/image would have to be told about.
    return (
      <img className={className} src={picture} alt="" width={32} height={32} referrerPolicy="no-referrer" />
    );
  }
  return (
    <span className={className} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/u).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase('en'))
    .join('');
}

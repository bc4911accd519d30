import styles from './avatar.module.css';

interface AvatarProps {
  readonly name: string;
  /** A path of this site, or null for initials. */
  readonly picture: string | null;
  readonly size?: 'small' | 'large';
}

/** A user's picture or initials. Decorative: the name stands beside it. */
export function Avatar({ name, picture, size = 'small' }: AvatarProps) {
  const className = `${styles.avatar} ${styles[size]}`;
  return (
    <span className={className} aria-hidden="true">
      {initialsOf(name)}
      {/* Above the initials, which stay where it does not load. */}
      {picture !== null && <img className={styles.picture} src={picture} alt="" width={32} height={32} />}
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

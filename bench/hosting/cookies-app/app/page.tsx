export default function HomePage() {
  return <h1>Signed out</h1>;
}

export default function HomePage() {
  return <h1>Bench</h1>;
}

/** Style sheets are taken into the bundle as text. */
declare module '*.css' {
  const text: string;
  export default text;
}

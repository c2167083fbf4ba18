/**
 * The codes of the error union in the generated bindings' source text, in alphabetical order.
 * The union may span lines and carry comments; it ends where the next declaration starts.
 */
export function refusalCodes(bindings: string): string[] {
  const plain = bindings.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const union =
    /export type Refusal\s*=([\s\S]*?)(?=\n\s*(?:export|declare|type|async|function|const|import)\b|$(?![\s\S]))/.exec(
      plain,
    );
  const found = [...(union?.[1] ?? '').matchAll(/\bcode\s*:\s*["']([^"']+)["']/g)];
  return [...new Set(found.map((match) => match[1] ?? ''))].sort();
}

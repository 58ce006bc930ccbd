/**
 * A network in CIDR form. A single address stands for itself only: what a PBX makes of one without
 * a prefix is not published, and could be more than was meant. Anything else is for the PBX to judge.
 */
export function network(text: string): string {
	const address = text.trim();
	if (/^(\d{1,3}\.){3}\d{1,3}$/.test(address)) return `${address}/32`;
	return /^[\da-f:.]*:[\da-f:.]*$/i.test(address) ? `${address}/128` : address;
}

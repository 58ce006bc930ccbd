/** How many ids of the address rules that the PBX is furnished with are told at most. */
export const FIRST = 2000;

/** @param index from 0 to 2^24 */
export const rowOf = (index: number) => ({
	cidr: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}/32`,
	target: 'DENY',
	expire_at: '2030-01-01T00:00:00Z',
	description: `Rule ${index} of a list that is long`,
});

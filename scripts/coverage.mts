import { contract, firstRelease, seeds } from './facts/contract.mts';
import { differences, EXCEPTIONS, rows } from './facts/compare.mts';
import { OMISSIONS } from './facts/omissions.mts';

/** Prints how much of the API the rows cover, and where they differ from the contract. */
const facts = contract();
const mine = rows();
const groups: Array<[string, string[]]> = [
	['First operations (seed)', seeds()],
	['Administration, Tenant, Trunk, info and user', firstRelease()],
	['All of v22.8', [...facts.keys()]],
];
for (const [title, keys] of groups) {
	const missing = keys.filter((key) => !mine.has(key) && !(key in OMISSIONS));
	const left = keys.filter((key) => key in OMISSIONS).length;
	const covered = keys.length - missing.length - left;
	console.log(
		`${title}: ${covered} of ${keys.length} covered${left ? `, ${left} left out with a reason` : ''}, ${missing.length} missing`,
	);
	if (missing.length > 0 && missing.length < 20) console.log(`  missing: ${missing.join(', ')}`);
}
console.log('Left out:');
for (const [what, why] of Object.entries(OMISSIONS)) console.log(`  ${what}: ${why}`);
console.log('Said otherwise than the contract, on purpose:');
for (const { what, why } of EXCEPTIONS) console.log(`  ${what.source}: ${why}`);

for (const [key, { bodyFields }] of mine) {
	for (const { name, deep } of bodyFields)
		if (deep) console.log(`  ${key} ${name} as JSON: ${deep}`);
}
const guessed = [...mine.keys()].filter((key) => {
	const fact = facts.get(key);
	return fact && (fact.inferred?.length || fact.existence || fact.bodyInferred || fact.doubtful);
});
console.log(`Guessed in part (the docs say where): ${guessed.length} of ${mine.size} operations`);

const wrong = [...mine].flatMap(([key, operation]) => {
	const fact = facts.get(key);
	return fact ? differences(operation, fact) : [`${key}: not in the contract`];
});
console.log(
	wrong.length ? `Differences:\n  ${wrong.join('\n  ')}` : 'Differences from the contract: none',
);
process.exitCode = wrong.length ? 1 : 0;

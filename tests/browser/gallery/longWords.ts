export const names = [
  'Mme Lefèvre',
  'Inès',
  'Tom B.',
  'Aminata',
  'Léo-Paul',
  'Chloé',
  'Yanis',
  'Wei',
  'Marguerite de la Fontaine',
  'Noé',
  'Lina',
  'Ousmane',
];

/** What people write that has no place to break: a name of sixty letters, and a word longer than any screen. */
export const longName = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis';
export const longWord = 'Anticonstitutionnellement'.repeat(6);

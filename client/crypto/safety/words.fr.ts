/** The words of the safety code: 256, each told from the others by ear. The word at the same place in `words.en.ts` means the same. */
export const safetyWordsFr: readonly string[] = `
chat chien cheval vache mouton chèvre lapin souris canard poule cygne hibou aigle corbeau pigeon mouette pingouin
perroquet autruche flamant lion tigre panthère loup renard ours panda koala kangourou singe girafe zèbre éléphant
chameau cerf castor écureuil hérisson taupe loutre phoque baleine dauphin requin saumon truite crabe homard pieuvre
tortue grenouille crocodile lézard escargot abeille fourmi papillon coccinelle libellule araignée pomme poire prune
pêche cerise fraise framboise myrtille raisin melon citron orange banane ananas mangue kiwi figue noix noisette
amande olive tomate carotte radis navet oignon poireau céleri épinard salade citrouille maïs riz blé pain beurre
fromage lait yaourt miel sucre poivre moutarde vanille chocolat gâteau tarte crêpe biscuit soupe arbre chêne sapin
érable palmier bouleau bambou cactus fougère mousse rose tulipe lilas tournesol trèfle feuille racine graine
champignon soleil lune étoile comète planète nuage pluie neige orage éclair vent brume rivière lac vague plage sable
île montagne colline vallée volcan désert forêt prairie grotte cascade glacier rocher perle rubis saphir émeraude
cristal argent cuivre fer verre laine coton soie velours papier crayon stylo gomme règle livre cahier ardoise craie
carte globe boussole loupe montre horloge lampe bougie clé serrure porte fenêtre rideau tapis chaise table armoire
miroir panier valise parapluie chapeau écharpe gant botte chaussure chemise manteau bouton aiguille marteau scie
échelle corde pelle brouette vélo train bateau avion fusée camion tracteur voile ancre pont phare tour château moulin
cabane tente jardin fontaine marché école musée théâtre piano guitare violon flûte tambour trompette harpe cloche
ballon toupie poupée puzzle domino manège couronne drapeau médaille trésor
`
  .trim()
  .split(/\s+/);

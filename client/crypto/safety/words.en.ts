/** The words of the safety code: 256, each told from the others by ear. The word at the same place in `words.fr.ts` means the same. */
export const safetyWordsEn: readonly string[] = `
cat dog horse cow sheep goat rabbit mouse duck hen swan owl eagle raven pigeon gull penguin parrot ostrich flamingo
lion tiger panther wolf fox bear panda koala kangaroo monkey giraffe zebra elephant camel deer beaver squirrel
hedgehog mole otter seal whale dolphin shark salmon trout crab lobster octopus turtle frog crocodile lizard snail bee
ant butterfly ladybird dragonfly spider apple pear plum peach cherry strawberry raspberry blueberry grape melon lemon
orange banana pineapple mango kiwi fig walnut hazelnut almond olive tomato carrot radish turnip onion leek celery
spinach salad pumpkin corn rice wheat bread butter cheese milk yoghurt honey sugar pepper mustard vanilla chocolate
cake pie pancake biscuit soup tree oak fir maple palm birch bamboo cactus fern moss rose tulip lilac sunflower clover
leaf root seed mushroom sun moon star comet planet cloud rain snow storm lightning wind mist river lake wave beach
sand island mountain hill valley volcano desert forest meadow cave waterfall glacier rock pearl ruby sapphire emerald
crystal silver copper iron glass wool cotton silk velvet paper pencil pen eraser ruler book notebook slate chalk map
globe compass magnifier watch clock lamp candle key lock door window curtain carpet chair table wardrobe mirror
basket suitcase umbrella hat scarf glove boot shoe shirt coat button needle hammer saw ladder rope shovel wheelbarrow
bicycle train boat plane rocket truck tractor sail anchor bridge lighthouse tower castle mill hut tent garden
fountain market school museum theatre piano guitar violin flute drum trumpet harp bell ball top doll puzzle domino
carousel crown flag medal treasure
`
  .trim()
  .split(/\s+/);

"""A task for tests, as course source."""

TASK = """\
:::::{task} visite
:title: Une visite
:minutes: 40
:aligned: digcompedu/1.2

::::{context}
Une classe.

:::{tip}
Un collègue qui est d'accord.
:::
::::
::::{product}
Une demi-page, sans nom.
::::
::::{steps}
1. Regarder
2. Écrire
::::
::::{criteria}
- Des faits
  - (0) Pas encore -> des adjectifs
  - (2) Atteint -> une caméra
- La dignité
::::
::::{communication}
:degree: exchange
:who: vous deux
:about: la leçon
:tool: de vive voix
:when: le jour même

Quinze minutes.
::::
::::{aids}
Une grille.
::::
::::{feedback}
Le collègue.
::::
::::{at-scale}
Rien ne change.
::::
:::::
"""

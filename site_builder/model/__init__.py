"""The records that pass between stages: frozen, slotted, picklable data, no behaviour beyond look-up on
themselves."""

#!/usr/bin/env python3
"""Writes the fictional sample data of Fair Share Planner beside this file.

Every organisation, university and figure is made up. The same bytes come out every time: each cell
(organisation, profession, year) has a random generator of its own, seeded by its name, so that changing one
organisation leaves the rows of all others as they were.

    python3 make_sample.py
"""

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

SEED = "North Fells 1"
HERE = Path(__file__).resolve().parent


def generator(*names):
    return random.Random("/".join([SEED, *map(str, names)]))


# ---------------------------------------------------------------- the region

REGION_CODE, REGION = "YNF", "North Fells (fictional)"
ICS = {"QZ1": "Fells and Dales", "QZ2": "Moor Coast", "QZ3": "Tarn and Vale"}

YEARS = ["2016/17", "2017/18", "2018/19", "2019/20"]

# Snapshot date -> size of the workforce against the base figures below. 2018/19 has two snapshots.
SNAPSHOTS = {
    "2016-09-30": 0.950,
    "2017-09-30": 0.975,
    "2018-09-30": 1.000,
    "2019-03-31": 0.990,
    "2019-09-30": 1.020,
}

# Profession -> name in the NHS layout, name in the tidy layout, placement weeks per FTE in a normal year,
# {block length in weeks: weight}, weights of 1 to 6 students in a row.
PROFESSIONS = {
    "PT": ("005_Physiotherapy", "Physiotherapy", 3.6,
          {4: 12, 5: 33, 6: 43, 8: 12}, [8, 16, 22, 24, 16, 14]),
    "OT": ("003_Occupational Therapy", "Occupational therapy", 3.9,
          {4: 8, 5: 15, 6: 37, 8: 40}, [9, 19, 25, 22, 14, 11]),
    "SLT": ("009_Speech & language therapy", "Speech and language therapy", 4.0,
           {4: 22, 5: 10, 6: 42, 8: 26}, [14, 30, 26, 18, 7, 5]),
    "DRAD": ("006_Radiography (diagnostic)", "Diagnostic radiography", 4.7,
            {4: 16, 5: 16, 6: 44, 8: 24}, [2, 5, 10, 21, 27, 35]),
    "TRAD": ("007_Radiography (therapeutic)", "Therapeutic radiography", 6.0,
            {4: 20, 5: 15, 6: 40, 8: 25}, [6, 12, 20, 26, 20, 16]),
}

# Code, name, ICS, opened, closed, {profession: eligible FTE in September 2018}.
ORGANISATIONS = [
    # Acute hospitals; the first three are the cancer centres.
    ("ZA1", "Northmoor University Hospitals NHS Foundation Trust", "QZ2", "20060401", "",
     {"PT": 206, "OT": 108, "SLT": 48, "DRAD": 244, "TRAD": 61}),
    ("ZA2", "Ellerfell Teaching Hospitals NHS Trust", "QZ1", "19930401", "",
     {"PT": 158, "OT": 84, "SLT": 31, "DRAD": 186, "TRAD": 44}),
    ("ZA3", "Saltmarsh and Holmescar University Hospitals NHS Foundation Trust", "QZ2", "20091001", "",
     {"PT": 131, "OT": 66, "SLT": 24, "DRAD": 151, "TRAD": 38}),
    ("ZA4", "Ravensgarth Hospitals NHS Foundation Trust", "QZ1", "20050701", "",
     {"PT": 96, "OT": 52, "SLT": 16, "DRAD": 118}),
    ("ZA5", "Tarn Vale and Ullaby Hospitals NHS Foundation Trust", "QZ3", "19940401", "",
     {"PT": 84, "OT": 45, "SLT": 14, "DRAD": 96}),
    ("ZA6", "Kestrel Bay District Hospital NHS Trust", "QZ2", "19920401", "",
     {"PT": 62, "OT": 38, "SLT": 11, "DRAD": 78}),
    ("ZA7", "Thornfell District Hospitals NHS Trust", "QZ3", "19950401", "",
     {"PT": 71, "OT": 41, "SLT": 12, "DRAD": 84}),
    ("ZA8", "Queen Aldith Hospital, Marram Sands, NHS Foundation Trust", "QZ2", "20080201", "",
     {"PT": 48, "OT": 31, "SLT": 9, "DRAD": 63}),
    ("ZA9", "Greyscar District General Hospital NHS Trust", "QZ1", "19930401", "",
     {"PT": 43, "OT": 30, "SLT": 8, "DRAD": 61}),
    ("ZB1", "The Royal Wintermere, Staithe Moor and Lower Ellerdale Integrated Acute, Community and Children's Healthcare "
            "University Hospitals NHS Foundation Trust", "QZ3", "20111101", "",
     {"PT": 112, "OT": 63, "SLT": 27, "DRAD": 110}),
    # Specialist hospitals.
    ("ZB2", "Blackthorn Moor Orthopaedic Hospital NHS Foundation Trust", "QZ1", "20070601", "",
     {"PT": 58, "OT": 31, "SLT": 0, "DRAD": 26}),  # SLT: support staff only
    ("ZB3", "Larkfell Children's Hospital NHS Foundation Trust", "QZ2", "20080801", "",
     {"PT": 42, "OT": 30, "SLT": 38, "DRAD": 60}),
    # Community services.
    ("ZC1", "Fellside Community Healthcare NHS Trust", "QZ1", "20110401", "",
     {"PT": 104, "OT": 98, "SLT": 74}),
    ("ZC2", "Moor Coast Community Health and Care NHS Trust", "QZ2", "20110401", "",
     {"PT": 78, "OT": 82, "SLT": 58}),
    ("ZC3", "Vale and Tarn Community Services NHS Foundation Trust", "QZ3", "20101101", "",
     {"PT": 86, "OT": 71, "SLT": 49}),
    ("ZC4", "Upper Ellerdale Community NHS Trust", "QZ1", "20110401", "20180331",
     {"PT": 26, "OT": 22, "SLT": 13}),  # closed: its services went to ZC1
    ("ZC5", "Isle of Skarn Integrated Care NHS Trust", "QZ2", "20120401", "",
     {"PT": 14, "OT": 12, "SLT": 4.4, "DRAD": 17}),
    # Mental health.
    ("ZD1", "Fells and Dales Mental Health Partnership NHS Foundation Trust", "QZ1", "20020401", "",
     {"PT": 9.6, "OT": 94, "SLT": 12}),
    ("ZD2", "Moor Coast Partnership NHS Foundation Trust", "QZ2", "20030401", "",
     {"PT": 3.8, "OT": 76, "SLT": 7}),
    ("ZD3", "Tarn and Vale Mental Health and Learning Disability Services NHS Trust", "QZ3", "20020401", "",
     {"PT": 12, "OT": 61, "SLT": 15}),
    # Not in the NHS layout: their workforce is in the tidy file (POSTS), or nowhere.
    ("X-BRIARWOOD", "Briarwood Fell Rehabilitation Limited", "QZ3", "", "",
     {"PT": 11.6, "OT": 7.8, "SLT": 2.6}),
    ("X-LANTERN", "Lantern Moor Health and Care CIC", "QZ2", "", "",
     {"PT": 32, "OT": 27, "SLT": 18}),
    ("X-ELLERDALE", "Ellerdale County Council, Adult Social Care", "QZ3", "", "",
     {"OT": 9}),  # sends placements; its workforce is in no file, this figure only sizes its return
]
NAMES = {code: name for code, name, *_ in ORGANISATIONS}

# Code -> type and benchmark group of the NHS-like organisations.
GROUPS = {
    "ZA1": ("Acute", "Acute - Fells teaching group"),
    "ZA2": ("Acute", "Acute - Fells teaching group"),
    "ZA3": ("Acute", "Acute - Fells teaching group"),
    "ZA4": ("Acute", "Acute - Fells district group"),
    "ZA5": ("Acute", "Acute - Fells district group"),
    "ZA6": ("Acute", "Acute - Fells district group"),
    "ZA7": ("Acute", "Acute - Fells district group"),
    "ZA8": ("Acute", "Acute - Fells small group"),
    "ZA9": ("Acute", "Acute - Fells small group"),
    "ZB1": ("Acute", "Acute - Fells teaching group"),
    "ZB2": ("Acute", "Acute - Fells specialist group"),
    "ZB3": ("Acute", "Acute - Fells specialist group"),
    "ZC1": ("Community", "Community - Fells group"),
    "ZC2": ("Community", "Community - Fells group"),
    "ZC3": ("Community", "Community - Fells group"),
    "ZC4": ("Community", "Community - Fells group"),
    "ZC5": ("Community", "Community - Fells group"),
    "ZD1": ("Mental health", "Mental health - Fells group"),
    "ZD2": ("Mental health", "Mental health - Fells group"),
    "ZD3": ("Mental health", "Mental health - Fells group"),
}
TIDY_WORKFORCE = ["X-BRIARWOOD", "X-LANTERN"]

# ZC4's staff as they arrive at ZC1 after its closure.
TAKEN_OVER = {"PT": 22, "OT": 19, "SLT": 11}


def name_on(code, day):
    """ZA5 merged its sites and became a foundation trust in April 2018."""
    if code == "ZA5" and day < "2018-04-01":
        return "Tarn Vale Hospitals NHS Trust"
    return NAMES[code]


def is_open(closed, day):
    return not closed or day.replace("-", "") <= closed


# ---------------------------------------------------------------- workforce, NHS layout

NHS_HEADER = ("Date,NHSE_Region_Code,NHSE_Region_Name,ICS code,ICS name,Org code,Org name,Main Staff Group,"
              "Staff Group 1,Staff Group 2,Care Setting,Level,AfC Band,Total FTE").split(",")
QUALIFIED = ("001_Professionally qualified clinical staff", "017_Scientific, therapeutic & technical staff",
             "018_Allied health professions")
SUPPORT = ("021_Support to clinical staff", "032_Support to ST&T staff", "033_Support to AHPs")

# Level, band, share of the eligible FTE. Small departments have only those of the first list.
SMALL_DEPARTMENT = [("003_Therapist", "Band 5", 14), ("003_Therapist", "Band 6", 44), ("003_Therapist", "Band 7", 30),
                    ("002_Manager", "Band 8a", 12)]
DEPARTMENT = [
    ("001_Consultant Therapist / Scientist", "Band 8b", 1), ("002_Manager", "Band 7", 1.5), ("002_Manager", "Band 8a", 3),
    ("002_Manager", "Band 8b", 1.5), ("002_Manager", "Band 8c", 0.8), ("003_Therapist", "Band 5", 19),
    ("003_Therapist", "Band 6", 35), ("003_Therapist", "Band 7", 28), ("003_Therapist", "Band 8a", 8),
    ("003_Therapist", "Band 8b", 1.7), ("008_Tutor", "Band 7", 0.5)]
# In the qualified group but outside bands 5 to 9, so not eligible by default.
OUTSIDE_BANDS = [("007_Instructor / Teacher", "Band 4", 1.5), ("006_Technician", "Band 4", 1.2),
                 ("002_Manager", "Non AfC Grade", 0.8)]
# The same profession names stand under support staff, who never count by default.
SUPPORT_STAFF = [("001_Assistant Practitioner", "Band 4", 3), ("003_Helper / Assistant", "Band 2", 2),
                 ("003_Helper / Assistant", "Band 3", 7), ("003_Helper / Assistant", "Band 4", 4),
                 ("005_Support Worker", "Band 3", 1)]


def staff(rng, fte):
    """An FTE as payrolls have it: mostly whole people and fifths when few, two decimals when many."""
    if fte < 6:
        return max(0.2, round(fte * 5) / 5)
    return round(fte) if rng.random() < 0.15 else round(fte, 2)


def department(code, profession, size, day):
    """The rows of one organisation and profession in one snapshot: (group, level, band, fte)."""
    # The shape of a department is the same in every snapshot, so its generator does not know the date ...
    shape, now = generator("shape", code, profession), generator("staff", code, profession, day)
    plan = []
    for group, lines, present in [(QUALIFIED, DEPARTMENT if size >= 20 else SMALL_DEPARTMENT, 0.9),
                                  (QUALIFIED, OUTSIDE_BANDS if size >= 40 else [], 0.4),
                                  (SUPPORT, SUPPORT_STAFF, 0.75)]:
        for level, band, share in lines:
            usual = group is QUALIFIED and level == "003_Therapist" and band in ("Band 5", "Band 6", "Band 7")
            keep = shape.random() < present or usual
            share *= shape.uniform(0.7, 1.3)
            if keep:
                plan.append((group, level, band, share))
    eligible = [line for line in plan if line[0] is QUALIFIED and line[2] not in ("Band 4", "Non AfC Grade")]
    whole = sum(share for *_, share in eligible)
    rows = []
    for line in plan:
        group, level, band, share = line
        # ... only how many people are in it changes a little: newly qualified posts most.
        drift = now.gauss(1, 0.05 if band == "Band 5" else 0.02)
        fte = size * share / (whole if line in eligible else 100) * drift
        if fte >= 0.15:
            rows.append((group, level, band, staff(now, fte)))
    return rows


def nhs_workforce():
    rows = []
    for day, growth in SNAPSHOTS.items():
        for code, _, ics, _, closed, professions in ORGANISATIONS:
            if code in TIDY_WORKFORCE or code == "X-ELLERDALE" or not is_open(closed, day):
                continue
            if code == "ZC3" and day == "2019-03-31":
                continue  # quirk: missing from one of the two snapshots of 2018/19
            for profession, size in professions.items():
                if code == "ZC1" and is_open("20180331", day):
                    size -= TAKEN_OVER[profession]
                lines = department(code, profession, size * growth, day)
                if (code, profession) == ("ZB2", "SLT"):  # quirk: support staff only, so eligible FTE is 0
                    lines = [(SUPPORT, "003_Helper / Assistant", "Band 3", 1.6),
                             (SUPPORT, "003_Helper / Assistant", "Band 4", 0.8)]
                for group, level, band, fte in lines:
                    rows.append([day, REGION_CODE, REGION, ics, ICS[ics], code, name_on(code, day), *group,
                                 PROFESSIONS[profession][0], level, band, plain(fte)])
    return rows


def plain(number):
    """27, 40.6, 15.08: no trailing zeros, as in the published file."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------- workforce, tidy layout

TIDY_HEADER = ("period,org_code,org_name,region,ics,staff_group,profession,level,band,fte,team,headcount,preceptee,"
               "leave_fte,vacancy_fte").split(",")

# Organisation, staff group, profession, level, band, team, base FTE, preceptees and long leave among them, vacancies.
# The private provider has no Agenda for Change bands: blank (which counts) or Non AfC (which does not). The social
# enterprise exports from a payroll that writes the groups and bands its own way.
POSTS = [
    ("X-BRIARWOOD", "Allied health professions", "PT", "Therapist", "", "Neuro rehabilitation", 7.2, 1.0, 0, 0.8),
    ("X-BRIARWOOD", "Allied health professions", "PT", "Therapist", "", "Community", 4.4, 0, 0.6, 0),
    ("X-BRIARWOOD", "Allied health professions", "PT", "Manager", "Non AfC", "Neuro rehabilitation", 1.0, 0, 0, 0),
    ("X-BRIARWOOD", "Allied health professions", "OT", "Therapist", "", "Neuro rehabilitation", 4.8, 1.0, 0, 1.0),
    ("X-BRIARWOOD", "Allied health professions", "OT", "Therapist", "", "Community", 3.0, 0, 0, 0),
    ("X-BRIARWOOD", "Allied health professions", "OT", "Manager", "Non AfC", "Neuro rehabilitation", 1.0, 0, 0, 0),
    ("X-BRIARWOOD", "Allied health professions", "SLT", "Therapist", "", "Neuro rehabilitation", 2.6, 0, 0, 0.4),
    ("X-BRIARWOOD", "Allied health professions", "SLT", "Consultant", "Non AfC", "Neuro rehabilitation", 0.8, 0, 0, 0),
    ("X-BRIARWOOD", "Support to AHPs", "PT", "Rehabilitation assistant", "", "Neuro rehabilitation", 6.4, 0, 0, 1.0),
    ("X-BRIARWOOD", "Support to AHPs", "OT", "Rehabilitation assistant", "", "Neuro rehabilitation", 3.2, 0, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "PT", "Therapist", "5", "Intermediate care", 6.4, 2.0, 0, 1.0),
    ("X-LANTERN", "Allied Health Professionals", "PT", "Therapist", "6", "Intermediate care", 13.8, 0, 0.8, 0.6),
    ("X-LANTERN", "Allied Health Professionals", "PT", "Therapist", "7", "MSK", 9.4, 0, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "PT", "Manager", "8a", "MSK", 2.4, 0, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "OT", "Therapist", "5", "Intermediate care", 5.2, 1.6, 0, 0.8),
    ("X-LANTERN", "Allied Health Professionals", "OT", "Therapist", "6", "Intermediate care", 12.0, 0, 1.0, 0),
    ("X-LANTERN", "Allied Health Professionals", "OT", "Therapist", "7", "Intermediate care", 7.6, 0, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "OT", "Manager", "8a", "Intermediate care", 1.6, 0, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "SLT", "Therapist", "5", "Children's therapy", 3.4, 1.4, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "SLT", "Therapist", "6", "Children's therapy", 8.2, 0, 0.6, 1.0),
    ("X-LANTERN", "Allied Health Professionals", "SLT", "Therapist", "7", "Children's therapy", 5.4, 0, 0, 0),
    ("X-LANTERN", "Allied Health Professionals", "SLT", "Manager", "8b", "Children's therapy", 1.0, 0, 0, 0),
    ("X-LANTERN", "Additional Clinical Services", "PT", "Assistant", "3", "Intermediate care", 5.6, 0, 0, 0),
    ("X-LANTERN", "Additional Clinical Services", "PT", "Assistant", "4", "Intermediate care", 3.0, 0, 0, 0.5),
    ("X-LANTERN", "Additional Clinical Services", "OT", "Assistant", "4", "Intermediate care", 4.2, 0, 0, 0),
    ("X-LANTERN", "Additional Clinical Services", "SLT", "Assistant", "4", "Children's therapy", 2.8, 0, 0, 0),
]


def tidy_workforce():
    rows = []
    for day, growth in SNAPSHOTS.items():
        for number, (code, group, profession, level, band, team, base, *parts) in enumerate(POSTS):
            rng = generator("post", number, day)
            # A post for one person or less stays as it is; teams grow and shrink.
            fte = base if base <= 1 else staff(rng, base * growth * rng.gauss(1, 0.03))
            preceptees, leave, vacancies = (part * rng.choice([0.5, 1, 1]) for part in parts)
            rows.append(tidy_row(day, code, group, profession, level, band, team, fte,
                                 1 if fte <= 1 else math.ceil(fte * 1.12), preceptees, leave, vacancies))
        if day == "2018-09-30":
            # Quirk: two people at 0.6 FTE are two identical rows and count 1.2. And a post that is wholly vacant.
            group = "Allied Health Professionals"
            person = tidy_row(day, "X-LANTERN", group, "OT", "Therapist", "6", "Hand therapy", 0.6, 1, 0, 0, 0)
            vacant = tidy_row(day, "X-LANTERN", group, "SLT", "Therapist", "6", "Stroke", 0, 0, 0, 0, 1)
            rows += [person, person, vacant]
    return rows


def tidy_row(day, code, group, profession, level, band, team, fte, headcount, preceptees, leave, vacancies):
    ics = next(ics for other, _, ics, *_ in ORGANISATIONS if other == code)
    return [day, code, NAMES[code], REGION, ICS[ics], group, PROFESSIONS[profession][1], level, band, f"{fte:.2f}",
            team, headcount, f"{preceptees:.2f}", f"{leave:.2f}", f"{vacancies:.2f}"]


# ---------------------------------------------------------------- placements

PLACEMENT_HEADER = ("academic_year,org_code,org_name,profession,hei,programme,learner_type,placement_status,students,"
                    "weeks_per_student,placement_weeks,hours,days,model,start_date,team").split(",")
UNIVERSITIES = {"QZ1": "Fellside University", "QZ2": "University of Northmoor", "QZ3": "Saltmarsh University"}
SMALL_UNIVERSITY = "Tarnside College of Health Sciences"  # reports hours (PT) or days (OT), never weeks
TEACHES = {
    "PT": ["University of Northmoor", "Fellside University", "Saltmarsh University", SMALL_UNIVERSITY],
    "OT": ["University of Northmoor", "Fellside University", "Saltmarsh University", SMALL_UNIVERSITY],
    "SLT": ["University of Northmoor", "Saltmarsh University"],
    "DRAD": ["Fellside University", "Saltmarsh University"],
    "TRAD": ["University of Northmoor", "Fellside University"],
}
TEAMS = {
    "PT": ["MSK outpatients", "Acute respiratory", "Stroke", "Community rehabilitation", "Orthopaedics"],
    "OT": ["Stroke", "Community rehabilitation", "Hand therapy", "Adult mental health", "Discharge"],
    "SLT": ["Adult acute", "Children's services", "Stroke"],
    "DRAD": ["Main department", "CT and MRI", "Breast screening"],
    "TRAD": ["Treatment floor", "Planning"],
}
APPRENTICES = {"2016/17": 0, "2017/18": 0.01, "2018/19": 0.03, "2019/20": 0.06}  # share of rows
GROWTH = {"2016/17": 0.93, "2017/18": 0.97, "2018/19": 1.0, "2019/20": 1.03}

# Far from everybody else, in every year. (The rest is drawn in ratios().)
OUTLIERS = {("ZA9", "SLT"): 2.3, ("ZA3", "OT"): 0.36, ("ZD2", "OT"): 0.42, ("ZB2", "PT"): 1.9}

# No return although there is workforce.
NO_RETURN = {("ZA4", "SLT", "2018/19"), ("ZA7", "OT", "2018/19"), ("ZD3", "PT", "2018/19"), ("ZA6", "DRAD", "2016/17"),
             ("X-BRIARWOOD", "SLT", "2016/17"), ("X-BRIARWOOD", "SLT", "2017/18")}

CLOSED_BY_PANDEMIC = date(2020, 3, 16)


def ratios(profession):
    """Provided over fair share for each organisation: evenly spaced quantiles of a lognormal, dealt out at random."""
    codes = [code for code, *_, professions in ORGANISATIONS if profession in professions]
    rng = generator("ratios", profession)
    rng.shuffle(codes)
    spread = {}
    for place, code in enumerate(codes):
        z = quantile((place + 0.5) / len(codes))
        spread[code] = OUTLIERS.get((code, profession), math.exp(0.3 * z))
    return spread


def quantile(p):
    """Standard normal quantile, by Tukey's lambda: near enough for making data up."""
    return (p ** 0.1349 - (1 - p) ** 0.1349) / 0.1975


def start_date(rng, year, weeks, closed):
    """A Monday in one of three terms; the block ends before the organisation closes."""
    autumn = int(year[:4])
    terms = [(date(autumn, 9, 10), 10), (date(autumn + 1, 1, 7), 10), (date(autumn + 1, 4, 15), 7)]
    while True:
        first, length = rng.choice(terms)
        day = first + timedelta(days=-first.weekday(), weeks=rng.randrange(length))
        if is_open(closed, str(day + timedelta(weeks=weeks))):
            return day


def blocks(rng, profession, target, fte):
    """(students, weeks) until their product reaches the target as nearly as whole blocks can."""
    _, _, _, lengths, crowd = PROFESSIONS[profession]
    most = max(1, min(6, round(fte / 4)))
    while target >= 2:
        weeks = rng.choices(list(lengths), list(lengths.values()))[0]
        students = rng.choices(range(1, most + 1), crowd[:most])[0]
        students = min(students, max(1, round(target / weeks)))
        target -= students * weeks
        yield students, weeks


def placement(rng, year, code, profession, hei, students, weeks, closed, learner="pre-registration", status="provided"):
    start = start_date(rng, year, weeks, closed)
    if status == "provided" and year == "2019/20" and start + timedelta(weeks=weeks) > CLOSED_BY_PANDEMIC:
        # Running blocks ended early; most later ones never began, more of them in spring than in summer.
        done = (CLOSED_BY_PANDEMIC - start).days // 7
        if done > 0:
            weeks = done
        elif rng.random() < (0.85 if start < date(2020, 5, 11) else 0.55):
            status = "cancelled"
    model = rng.choices(["1:1", "2:1", ""], [60, 25, 15])[0]
    if students == 1 and model == "2:1":
        model = "1:1"
    row = dict.fromkeys(PLACEMENT_HEADER, "")
    row.update(academic_year=year, org_code=code, org_name=name_on(code, str(start)), profession=PROFESSIONS[profession][1],
               hei=hei, programme=programme(rng, profession, learner), learner_type=learner, placement_status=status,
               model=model, start_date=str(start), team=rng.choice(TEAMS[profession]))
    row.update(measures(hei, profession, year, students, weeks))
    # What people leave blank: the usual learner and status, some dates, half of the teams.
    for column, usual, share in [("learner_type", "pre-registration", 0.06), ("placement_status", "provided", 0.08),
                                 ("start_date", row["start_date"], 0.05), ("team", row["team"], 0.5)]:
        if row[column] == usual and rng.random() < share:
            row[column] = ""
    return row


def measures(hei, profession, year, students, weeks):
    """Each university fills in the columns it has."""
    if hei == SMALL_UNIVERSITY and profession == "PT":
        return {"students": students, "hours": plain(students * weeks * 37.5)}
    if hei == SMALL_UNIVERSITY:
        return {"students": students, "days": students * weeks * 5}
    if hei == "Saltmarsh University" and year < "2018/19":  # a new form in 2018/19 asks for the block length
        return {"students": students, "placement_weeks": students * weeks}
    given = {"students": students, "weeks_per_student": weeks}
    if hei == "University of Northmoor" or hei == "Saltmarsh University":
        given["placement_weeks"] = students * weeks
    return given


def programme(rng, profession, learner):
    subject = PROFESSIONS[profession][1]
    if learner == "apprentice":
        return f"{subject} degree apprenticeship"
    if learner == "return to practice":
        return "Return to practice"
    if profession in ("DRAD", "TRAD"):
        return f"BSc (Hons) {subject}"
    return rng.choices([f"BSc (Hons) {subject}", f"MSc {subject} (pre-registration)"], [65, 35])[0]


def university(rng, profession, ics):
    """Half of the students come from the system's own university, few from the small one."""
    weights = [6 if hei == UNIVERSITIES[ics] else 0.5 if hei == SMALL_UNIVERSITY else 3 for hei in TEACHES[profession]]
    return rng.choices(TEACHES[profession], weights)[0]


def returns(year, code, ics, closed, profession, fte, ratio):
    """The rows of one organisation, profession and year."""
    rng = generator("placements", year, code, profession)
    target = fte * PROFESSIONS[profession][2] * GROWTH[year] * ratio * rng.gauss(1, 0.05)
    if closed and year == "2017/18":
        target *= 0.6  # it closed in March
    if code == "ZC1" and year < "2018/19":
        target *= 1 - TAKEN_OVER[profession] / fte
    rows = []

    def add(students, weeks, **more):
        row = placement(rng, year, code, profession, hei, students, weeks, closed, **more)
        while row in rows:  # identical rows are a quirk of one place, not an accident
            row = placement(rng, year, code, profession, hei, students, weeks, closed, **more)
        rows.append(row)

    for students, weeks in blocks(rng, profession, target, fte):
        hei = university(rng, profession, ics)
        add(students, weeks, learner="apprentice" if rng.random() < APPRENTICES[year] else "pre-registration")
        if rng.random() < 0.09:
            add(rng.choice([1, 1, 2, 3]), weeks, status=rng.choices(["offered", "declined", "cancelled"], [4, 3, 2])[0])
        if rng.random() < 0.006:
            add(1, rng.choice([4, 6, 12]), learner="return to practice")
    return rows


def placements():
    spread = {profession: ratios(profession) for profession in PROFESSIONS}
    rows = []
    for year in YEARS:
        for code, _, ics, _, closed, professions in ORGANISATIONS:
            if closed and year > "2017/18":
                continue
            for profession, fte in professions.items():
                if (code, profession, year) not in NO_RETURN:
                    cell = returns(year, code, ics, closed, profession, fte, spread[profession][code])
                    rows += quirks(cell, year, code, ics, closed, profession)
    return rows


def quirks(cell, year, code, ics, closed, profession):
    """What real returns do. README.md lists them all."""
    rng = generator("quirk", year, code, profession)
    key = (code, profession, year)

    def one(hei, students, weeks, **more):
        return placement(rng, year, code, profession, hei, students, weeks, closed, **more)

    if key == ("ZC5", "SLT", "2018/19"):  # a real return of nothing
        row = one("University of Northmoor", 0, 0)
        row.update(start_date="", model="", weeks_per_student="")
        return [row]
    if key == ("ZD1", "PT", "2018/19"):  # only a kind of learner that does not count
        return [one("Fellside University", 1, 12, learner="return to practice"),
                one("Fellside University", 1, 6, learner="return to practice")]
    if key == ("ZA7", "SLT", "2018/19"):  # every placement cancelled
        return [one("Saltmarsh University", students, weeks, status="cancelled")
                for students, weeks in [(2, 6), (1, 8), (2, 4)]]
    if code == "ZB2" and profession == "SLT":  # eligible FTE 0, but a return
        return [one("University of Northmoor", 1, 6)]
    if key == ("ZA6", "SLT", "2018/19"):  # a suppressed measure beside other rows
        row = one("Saltmarsh University", 1, 5)
        row.update(students="*", weeks_per_student="", placement_weeks="*")
        return cell + [row]
    if key == ("ZA3", "PT", "2017/18"):  # the two measures of one row disagree
        row = next(row for row in cell if row["hei"] == "University of Northmoor" and row["placement_status"] == "provided")
        row["placement_weeks"] += row["students"]
    if key == ("ZC1", "OT", "2018/19"):  # two fully identical rows
        first = next(row for row in cell if row["placement_status"] == "provided" and row["start_date"])
        cell.insert(cell.index(first) + 1, dict(first))
    if key in [("ZA1", "PT", "2017/18"), ("ZC2", "OT", "2018/19")]:
        return cell + [one("University of Northmoor", 1, 8, learner="international")]
    return cell


# ---------------------------------------------------------------- organisations

ORGANISATIONS_HEADER = "org_code,org_name,region,ics,organisation_type,benchmark_group,open_date,close_date".split(",")

def organisations():
    """A reference in the tidy layout, with types and benchmark groups. Only the NHS-like organisations."""
    day = lambda text: text and f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return [[code, name, REGION, ICS[ics], *GROUPS[code], day(opened), day(closed)]
            for code, name, ics, opened, closed, _ in ORGANISATIONS if code in GROUPS]


# ---------------------------------------------------------------- files

def write(name, rows, line_end, **options):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator=line_end, **options).writerows(rows)
    print(f"{name}: {len(rows)} lines")


if __name__ == "__main__":
    write("workforce_nhs_layout.csv", [NHS_HEADER] + nhs_workforce(), "\r\n")
    write("workforce_tidy.csv", [TIDY_HEADER] + tidy_workforce(), "\n")
    write("placements.csv", [PLACEMENT_HEADER] + [list(row.values()) for row in placements()], "\n")
    write("organisations.csv", [ORGANISATIONS_HEADER] + organisations(), "\n")

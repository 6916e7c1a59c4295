using Portal.Domain.CallCenter.Model;

namespace Portal.Demo;

/// <summary>A fact of a demonstration clinic.</summary>
/// <param name="Asked">The ways it is asked; those that begin the list in each language are the headings on the page.</param>
sealed record DemoFact(FactTopic Topic, bool Shown, string[] Asked, string Ar, string En);

/// <param name="Service">Index of the clinic's services.</param>
sealed record DemoComplaint(int Service, params string[] Said);

/// <summary>What the demonstration clinics wrote for their front desk.</summary>
sealed record DemoKnowledge(Action<FrontDeskSettings> Settings, DemoFact[] Facts, DemoComplaint[] Complaints)
{
    public static DemoKnowledge Nour => new(
        settings =>
        {
            (settings.WelcomeAr, settings.WelcomeEn) = ("لو الحالة طارئة اتصل بالإسعاف ١٢٣ على طول.", "In an emergency call an ambulance at once: 123.");
            settings.RedFlags = "# ما يخص عيادات النور\nother: بطاريه القلب | pacemaker + بتصفر | بترن | beeping | alarm";
        },
        [
            new(FactTopic.Hours, true, ["بتشتغلوا في رمضان؟", "مواعيد رمضان", "العيادة في رمضان", "Are you open in Ramadan?", "Ramadan hours"],
                "في رمضان نعمل بعد الظهر ومن بعد الإفطار حتى منتصف الليل تقريبًا. مواعيد كل طبيب تظهر عند الحجز.",
                "In Ramadan we open in the afternoon and again after iftar until about midnight. Each doctor's times are shown when you book."),
            new(FactTopic.Insurance, true, ["بتقبلوا تأمين؟", "شغالين مع شركات تأمين", "التأمين الصحي", "بتتعاملوا مع اكسا", "كارنيه التأمين", "btet3amlo m3 ta2meen", "Do you take insurance?", "which insurance companies", "AXA MetLife Bupa"],
                "نتعامل مع أكسا ومتلايف وبوبا وGIG. هات كارنيه التأمين والبطاقة، وموافقة الشركة لو الخدمة محتاجة موافقة.",
                "We work with AXA, MetLife, Bupa and GIG. Bring your insurance card and ID, and the company's approval where the service needs one."),
            new(FactTopic.Payment, true, ["ينفع أدفع بالفيزا؟", "الدفع بالكارت", "بتقبلوا فيزا", "انستاباي", "محفظة فودافون كاش", "ينفع ادفع كاش", "Can I pay by card?", "visa mastercard instapay", "do you accept cards"],
                "الدفع في الاستقبال: نقدًا أو بالفيزا وماستركارد وميزة، أو إنستاباي وفودافون كاش.",
                "You pay at the reception: cash, Visa, Mastercard or Meeza, InstaPay or Vodafone Cash."),
            new(FactTopic.Preparation, true, ["لازم أكون صايم؟", "صيام قبل التحليل", "اجي صايم ولا فاطر", "الصيام قبل قياس السكر", "Do I have to fast?", "fasting before the visit", "should I come fasting"],
                "الكشف العادي لا يحتاج صيامًا. لو الطبيب طلب سكر صائم أو دهون: صيام ٨ إلى ١٢ ساعة والماء مسموح. واسأل الطبيب عن أدويتك.",
                "A normal visit needs no fasting. If the doctor asked for fasting sugar or lipids: 8 to 12 hours; water is fine. Ask the doctor about your medicines."),
            new(FactTopic.Preparation, true, ["أجيب معايا إيه؟", "اجيب ايه معايا", "الورق المطلوب", "محتاج اجيب تحاليل قديمة", "What should I bring?", "what to bring", "papers to bring with me"],
                "هات البطاقة، وآخر تحاليل وأشعة، وأسماء أدويتك أو صورها. وللأطفال كارت التطعيمات.",
                "Bring your ID, your latest tests and scans, and the names or photos of your medicines. For children, the vaccination card."),
            new(FactTopic.Parking, true, ["فيه ركنة؟", "اركن العربية فين", "جراج", "باركنج", "Is there parking?", "where can I park", "garage near you"],
                "فيه جراج تحت العمارة بـ٢٠ جنيه في الساعة، ومدخله من شارع جانبي على اليمين.",
                "There is a garage under the building, EGP 20 an hour; its entrance is in the side street on the right."),
            new(FactTopic.Address, true, ["فيه أسانسير؟", "اسانسير", "الدور الكام", "كرسي متحرك", "مدخل لكبار السن", "Is there a lift?", "elevator", "wheelchair access", "which floor"],
                "إحنا في الدور التالت، وفيه أسانسير واسع ومدخل بدون سلالم يناسب الكراسي المتحركة.",
                "We are on the third floor, with a wide lift and a step-free entrance that suits wheelchairs."),
            new(FactTopic.Doctors, true, ["فيه دكتورة ست؟", "عندكم دكتورات", "عايزة دكتورة مش دكتور", "طبيبة سيدة", "Is there a lady doctor?", "female doctor", "woman doctor"],
                "نعم: د. هدى باطنة، ود. سارة نساء وتوليد، ود. نرمين أسنان.",
                "Yes: Dr Hoda for internal medicine, Dr Sara for women's health and Dr Nermine for teeth."),
            new(FactTopic.Doctors, false, ["بتكشفوا على أطفال؟", "من سن كام", "السن المناسب للاطفال", "حديثي الولادة", "Do you see children?", "newborn babies", "from what age"],
                "نعم، د. كريم يكشف على الأطفال من يوم الولادة حتى ١٤ سنة، والتطعيمات حسب جدول وزارة الصحة.",
                "Yes. Dr Karim sees children from birth to 14, and gives vaccinations by the ministry's calendar."),
            new(FactTopic.Prices, true, ["الاستشارة بكام؟", "سعر الإعادة", "المتابعة بفلوس ولا مجانا", "الاعاده مجانيه", "How much is a follow-up?", "follow up price", "is the follow-up free"],
                "الاستشارة خلال أسبوعين من الكشف بـ١٥٠ جنيه. بعد الأسبوعين تُحسب كشفًا جديدًا.",
                "A follow-up within two weeks of the visit is EGP 150. After two weeks it counts as a new visit."),
            new(FactTopic.Other, true, ["نتيجة التحليل بتطلع امتى؟", "استلم النتيجة ازاي", "النتايج بتتبعت واتساب", "استلام نتائج التحاليل", "When do I get my results?", "how are results delivered", "are results sent by WhatsApp"],
                "نتائج التحاليل خلال ٢٤ إلى ٤٨ ساعة. تستلمها من الاستقبال ببطاقتك، ولا نرسلها لغير صاحبها.",
                "Test results take 24 to 48 hours. You collect them at the reception with your ID; we send them to nobody else."),
            new(FactTopic.Other, false, ["لو اتأخرت على المعاد؟", "بتستنوا قد ايه لو اتاخرت", "What if I am late?", "how long do you wait if I am late"],
                "نحفظ دورك ١٥ دقيقة. بعدها تدخل في أول وقت فاضي بعد اللي حاضر.",
                "We keep your turn for 15 minutes; after that you go in at the next free moment."),
            new(FactTopic.Other, false, ["بتعملوا زيارات منزلية؟", "كشف في البيت", "دكتور يجي البيت", "Do you make home visits?", "can a doctor come home"],
                "لا نقوم بزيارات منزلية حاليًا.", "We make no home visits at present."),
            new(FactTopic.Other, false, ["فيه شهادة مرضية؟", "اجازة مرضية", "تقرير طبي للشغل", "Do you give sick notes?", "medical certificate for work"],
                "الطبيب يكتب الإجازة أو التقرير بعد الكشف إذا رأى أن الحالة تستدعي.", "After the visit the doctor writes a sick note or a report where the case calls for one."),
        ],
        [
            new(7, "سناني بتوجعني", "ضرسي بيوجعني", "وجع سنان", "ضرس العقل", "toothache", "my tooth hurts", "wisdom tooth", "senany btewga3ny"),
            new(5, "حب شباب", "شعري بيقع", "طفح جلدي", "هرش في الجلد", "acne", "rash", "hair loss", "itchy skin"),
            new(2, "ابني سخن", "بنتي سخنة", "ابني بيكح", "مغص للبيبي", "my son has a fever", "my child is coughing"),
            new(4, "متابعة حمل", "تأخير الدورة", "الدورة متأخرة", "pregnancy follow-up", "late period"),
            new(0, "معدتي بتوجعني", "حموضة", "الضغط عالي", "السكر عالي", "stomach ache", "heartburn", "blood pressure check"),
        ]);

    public static DemoKnowledge Cedar => new(
        settings => (settings.AgentNameAr, settings.AgentNameEn, settings.WelcomeEn) = ("ليلى", "Layla", "For swelling of the face with fever, please call us or an ambulance at once."),
        [
            new(FactTopic.Hours, true, ["Are you open in Ramadan?", "Ramadan hours", "بتشتغلوا في رمضان؟", "مواعيد رمضان"],
                "في رمضان نعمل من الحادية عشرة حتى الرابعة.", "In Ramadan we are open from eleven to four."),
            new(FactTopic.Insurance, true, ["Do you take insurance?", "which insurance companies", "does my insurance cover it", "بتقبلوا تأمين؟", "شركات التأمين"],
                "نعطيك فاتورة مفصلة تستردها من شركتك، ونتعامل مباشرة مع بوبا وأليانز.", "We give you an itemised invoice to claim back, and bill Bupa and Allianz directly."),
            new(FactTopic.Payment, true, ["Can I pay by card?", "do you accept cards", "instalments", "pay in parts", "ينفع أدفع بالفيزا؟", "تقسيط", "الدفع بالكارت"],
                "نقدًا أو بأي كارت أو إنستاباي. التقويم وزراعة الأسنان بالتقسيط على ٦ أو ١٢ شهرًا.", "Cash, any card or InstaPay. Braces and implants can be paid over 6 or 12 months."),
            new(FactTopic.Preparation, true, ["Can I eat before my visit?", "fasting before a root canal", "should I eat before the injection", "ينفع آكل قبل المعاد؟", "لازم أكون صايم"],
                "نعم، كُل وجبة خفيفة قبل الحشو أو علاج الجذور، واغسل أسنانك. لا حاجة للصيام.", "Yes: have a light meal before a filling or a root canal, and brush. There is no need to fast."),
            new(FactTopic.Preparation, true, ["What should I bring?", "what to bring", "bring old X-rays", "أجيب معايا إيه؟", "اجيب الاشعة القديمة"],
                "هات البطاقة وأي أشعة أسنان من آخر سنتين وقائمة أدويتك.", "Your ID, any dental X-rays of the last two years and a list of your medicines."),
            new(FactTopic.Parking, true, ["Is there parking?", "where can I park", "valet", "فيه ركنة؟", "اركن فين", "باركنج"],
                "عندنا خدمة ركن سيارات مجانية أمام الباب من الحادية عشرة صباحًا.", "Valet parking is free, at the door, from 11 am."),
            new(FactTopic.Address, true, ["Is there a lift?", "elevator", "wheelchair access", "which floor", "فيه أسانسير؟", "الدور الكام"],
                "في الدور الأول، بأسانسير ومدخل بمنحدر.", "First floor, with a lift and a ramp at the entrance."),
            new(FactTopic.Doctors, true, ["Is there a lady doctor?", "female dentist", "woman dentist", "فيه دكتورة ست؟", "دكتورة اسنان ست"],
                "نعم، د. لينا حداد لطب الأسنان العام ودينا سامي للتنظيف.", "Yes: Dr Lina Haddad for general dentistry, and Dina Samy for hygiene."),
            new(FactTopic.Doctors, true, ["Do you see children?", "from what age", "kids dentist", "بتكشفوا على أطفال؟", "اسنان اطفال"],
                "نعم، من سن ٤ سنوات. الزيارة الأولى للتعارف ومجانية.", "Yes, from the age of four. The first visit is to get acquainted, and free."),
            new(FactTopic.Prices, true, ["How much is a follow-up?", "follow up price", "is the review free", "الإعادة بكام؟", "سعر المتابعة"],
                "المراجعة بعد أي علاج خلال شهر مجانية.", "A review within a month of any treatment is free."),
            new(FactTopic.Other, false, ["When do I get my X-ray?", "how are results delivered", "send me my scan", "استلم الأشعة ازاي؟", "نتيجة الاشعة"],
                "ترى الأشعة مع الطبيب في نفس الزيارة، ونعطيك نسخة على فلاشة أو بالإيميل إذا طلبت.", "You see the X-ray with the doctor at the visit; on request you get a copy on a stick or by e-mail."),
            new(FactTopic.Other, true, ["Does it hurt?", "are injections painful", "afraid of the dentist", "الحشو بيوجع؟", "بخاف من دكتور السنان"],
                "نخدّر الموضع أولًا وننتظر حتى يعمل. ارفع يدك في أي لحظة فنتوقف.", "We numb the place first and wait until it works. Raise your hand at any moment and we stop."),
            new(FactTopic.Other, false, ["Do you do whitening?", "teeth whitening at home", "بتعملوا تبييض؟", "تبييض اسنان"],
                "نعم، بعد الفحص والتنظيف. السعر يحدده الطبيب بعد الفحص.", "Yes, after a check-up and hygiene. The dentist tells the price after the examination."),
        ],
        [
            new(0, "my tooth hurts", "toothache", "swollen gum", "سناني بتوجعني", "ضرسي بيوجعني", "وجع سنان"),
            new(1, "bleeding gums", "stains", "bad breath", "جير", "لثتي بتنزف", "ريحة الفم"),
            new(2, "cavity", "hole in my tooth", "broken filling", "تسوس", "الحشو وقع"),
            new(4, "crooked teeth", "gap between my teeth", "سناني معوجة", "فراغ بين سناني"),
        ]);
}
